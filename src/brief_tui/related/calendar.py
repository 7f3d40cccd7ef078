"""The names of days and months, which stand in every story of a day: they say nothing of any.

As the Unicode CLDR has them (https://cldr.unicode.org), in their full forms; those that are
everyday words as well (English May and March) are left out.
"""

from __future__ import annotations

from typing import Final

NAMES: Final = {
    "en": "monday tuesday wednesday thursday friday saturday sunday january february april june"
    " july august september october november december",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar"
    " märz april mai juni juli august september oktober november dezember",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin"
    " juillet août septembre octobre novembre décembre",
    "es": "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo"
    " junio julio agosto septiembre octubre noviembre diciembre",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile"
    " maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo janeiro"
    " fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april"
    " mei juni juli augustus september oktober november december",
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela stycznia lutego marca"
    " kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag januari februari mars april maj juni"
    " juli augusti september oktober november december",
    "nb": "mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar mars april mai juni"
    " juli august september oktober november desember",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar marts april maj juni"
    " juli august september oktober november december",
    "ru": "понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье"
    " января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
"""By the primary subtag of a language."""
