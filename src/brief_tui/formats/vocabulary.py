"""Words that give a line of a news page away, in the languages the reader is likely to meet.

Words of the trade only: no publisher, site or section is named here. News agencies are,
since their names are how photo credits are written everywhere.

Phrases are written as :func:`folded` gives them, so that looking one up is one hash. One
that ends in ``…`` stands for every line that begins so.
"""

from __future__ import annotations

import re
from typing import Final

from brief_tui.formats import credit_words

_DIGITS: Final = re.compile(r"\d+")
_PARTING: Final = ":：,;.|·»>→"
_OUTER: Final = " \"'‘“”„«‹›()[]{}<*_•–—-…!?&/+="


def folded(text: str) -> str:
    """``text`` in lower case, numbers as ``#``, no stops: "(View 6 photos)" → "view # photos"."""
    text = text.casefold().replace("’", "'")
    for sign in _PARTING:  # one by one, which is a good deal quicker than a table
        text = text.replace(sign, " ")
    text = text.strip(_OUTER)
    return " ".join(_DIGITS.sub("#", text).split())


class Phrases:
    """Lines known in full, and beginnings of lines."""

    def __init__(self, text: str) -> None:
        phrases = [phrase.strip() for phrase in text.replace("\n", "|").split("|")]
        self._whole = frozenset(phrase for phrase in phrases if not phrase.endswith("…"))
        self._begin = frozenset(phrase[:-1].strip() for phrase in phrases if phrase.endswith("…"))
        self._first = frozenset(phrase.split()[0] for phrase in self._begin)
        self._longest = max((phrase.count(" ") + 1 for phrase in self._begin), default=0)

    def __contains__(self, line: str) -> bool:
        """Whether the folded ``line`` is, or begins with, one of the phrases."""
        if line in self._whole:
            return True
        if line.partition(" ")[0] not in self._first:
            return False
        words = line.split(" ", self._longest)[: self._longest]
        return any(" ".join(words[: n + 1]) in self._begin for n in range(len(words)))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


AGENCIES: Final = (
    r"AP(?: Photo| Images)?|(?:The )?Associated Press|AFP|Agence France-Presse|Reuters|REUTERS"
    r"|Getty(?: Images)?|GC Images|WireImage|FilmMagic|AAP(?: Image)?|EPA(?:-EFE)?|EFE|Europa Press"
    r"|dpa|DPA|picture alliance|Imago|IMAGO|imago images|ddp|ANSA|LaPresse|Lusa|NTB|Scanpix|Ritzau"
    r"|TT|Lehtikuva|ANP|Belga|Keystone|KEYSTONE|Xinhua|Kyodo|Jiji|Yonhap|PTI|ANI|Antara|Bernama"
    r"|Sputnik|TASS|PAP|CTK|MTI|Agerpres|UPI|PA(?: Media| Wire| Images)?|Press Association"
    r"|(?:The )?Canadian Press|CP|Bloomberg|Anadolu(?: Agency)?|ZUMA(?: Press)?|SIPA"
    r"|Sipa(?: USA| Press)?|NurPhoto|SOPA(?: Images)?|LightRocket|Shutterstock|REX|iStock"
    r"|Alamy(?: Stock Photo)?|Adobe Stock|Magnum(?: Photos)?|Redux|Polaris|Contour|Hans Lucas"
    r"|Abaca|MaxPPP|NASA|Unsplash|Wikimedia(?: Commons)?|Flickr|Handout|Pool|ТАСС|РИА Новости"
    r"|УНИАН|新华社|共同"
)

CREDIT_LABELS: Final = credit_words.PICTURE_LABELS | credit_words.LOOSE_LABELS
"""What stands before the colon (or the slash) of a photo credit."""
CREDIT_OPENINGS: Final = Phrases(
    "|".join(f"{words}…" for words in credit_words.OPENINGS if " " in words)
)
"""What a photo credit begins with that has no colon."""

_MONTH_NAMES: Final = (
    "jan january januar jänner janvier ene enero januari janeiro gen gennaio янв января janúar"
    " січня",
    "feb february februar febrero febbraio fév févr février fevereiro februari фев февраля febrúar"
    " лютого",
    "mar march marzo mars março märz maart mrz марта мар marts березня",
    "apr april avr avril abr abril aprile апр апреля apríl квітня",
    "may mai mayo maio maggio mei maj мая maí травня",
    "jun june juni juin junio junho giugno июня июн júní червня",
    "jul july juli juillet julio julho luglio июля июл júlí липня",
    "aug august augustus augusti août agosto ago авг августа ágúst серпня",
    "sep sept september septembre septiembre setembro settembre сен сент сентября вересня",
    "oct october oktober octobre octubre outubro ottobre okt окт октября október жовтня",
    "nov november novembre noviembre novembro ноя ноября nóvember листопада",
    "dec december dezember dez décembre déc diciembre dic dezembro dicembre des desember дек"
    " декабря грудня",
)
MONTHS: Final = {
    name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()
}

DATE_WORDS: Final = _words(
    """date published publication posted created first updated update last modified edited on at
    of the time mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat
    saturday sun sunday am pm gmt utc bst est edt et pst pdt cet cest myt sast ist hrs ago just now
    min mins minute minutes read reading hour hours day days second seconds week weeks local
    veröffentlicht aktualisiert geändert stand erstellt um uhr vor stunde stunden minuten tagen
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lesezeit publié modifié
    mis mise à jour le lundi mardi mercredi jeudi vendredi samedi dimanche il y a heure heures
    lecture temps de publicado actualizado atualizado el em las h hace hora horas lunes martes
    miércoles jueves viernes sábado domingo pubblicato aggiornato publisert publiceret publicerad
    oppdatert opdateret uppdaterad sist kl klokken siden sedan timer mandag tirsdag onsdag torsdag
    fredag lørdag søndag måndag tisdag lördag söndag birt uppfært klukkan опубликовано обновлено
    оновлено в понедельник вторник среда четверг пятница суббота воскресенье назад 发布 更新 时间"""
)
UPDATED_WORDS: Final = _words(
    """updated update modified edited aktualisiert geändert mise modifié actualizado atualizado
    aggiornato oppdatert opdateret uppdaterad uppfært обновлено оновлено 更新"""
)

BYLINE_LEADS: Final = (
    r"by|words by|written by|story by|reporting by|from|von|par|por|di|da|door|af|av|text|texte?"
    r"|texto|interview|автор|авторы|текст|作者|记者|文"
)
PARTICLES: Final = _words(
    """and und et y e og och i en de del della di da dos du la le van von der den zu zum ter bin
    al el ibn ben и"""
)

LEAD_INS: Final = Phrases(
    # Over, or before, links to other stories.
    """read | read more | read also | also read | read next | read this next | read this | read on
    must read | see also | see more | related | related article | related articles | related story
    related stories | related news | related posts | related content | related topics
    related links | related coverage | related reading | you may like | you may also like
    you might also like | recommended | recommended for you | recommended stories
    recommended reading | recommended articles | recommended video | trending | trending now
    trending stories | most read | most popular | most viewed | most shared | popular | popular now
    popular stories | editor's choice | editor's pick | editor's picks | editors' picks
    top stories | latest | latest news | latest stories | don't miss | keep reading | up next
    next up | from around… | also in… | in case you missed it | more | more on… | more from…
    more to… | more about… | more news | more stories | more in… | more like this
    read more stories |     watch | watch now | watch next | listen | listen now | posts
    lesen sie auch | lesen sie mehr | lesen sie hier | auch lesen | jetzt lesen | mehr zum thema
    mehr lesen | mehr news | mehr dazu | mehr aus… | zum thema | siehe auch | meistgelesen
    das könnte sie auch interessieren | aktuelles | aktuelles schlagzeilen | schlagzeilen
    neueste… | empfehlungen | empfehlungen der redaktion | ähnliche themen | weitere artikel
    à lire | à lire aussi | à lire également | lire aussi | voir aussi | sur le même sujet
    sur le même thème | les plus lus | articles liés | plus sur… | notre sélection
    lea también | lee también | leer más | te puede interesar | más noticias | más información
    más sobre… | noticia relacionada | noticias relacionadas | relacionado | relacionadas
    lo más leído | lo más visto | leia também | leia mais | veja também | saiba mais
    leggi anche | approfondisci | lees ook | lees verder | meer over…
    les også | les mer | les mer om… | læs også | læs mere | läs också | läs även | läs mer
    mer om… | mere om… | siste nytt | mest lest | mest lesið | lesa meira | tengdar fréttir
    читайте также | читать также | по теме | главное | главное на… | материалы по теме
    новости по теме | популярное | читайте також | 相关阅读 | 相关新闻 | 相关文章 | 延伸阅读
    推荐阅读 | 関連記事 | 관련기사"""
)

END_MARKS: Final = Phrases(
    # Headings of what follows a story: no paragraph of it comes after them.
    """about the author | about the authors | about the writer | have your say | # comments
    join the conversation | join the discussion | leave a comment | leave a reply | show comments
    related topics | more on the topic… | explore more on… | tags | topics | read more stories
    read next | related articles | related stories | related posts | you may also like
    keep reading | our standards… | report an error | report an editorial error
    submit a correction | submit a tip | published under… | filed under…
    mehr zum thema | schlagworte | themen | kommentare | über den autor | über die autorin
    zur startseite | à propos de l'auteur | commentaires | etiquetas | temas | comentarios
    sobre el autor | sobre la autora | del artikkel | del artikel | теги | темы | комментарии
    подписывайтесь на… | об авторе | 评论"""
)

GALLERY: Final = Phrases(
    # Controls over a picture.
    """view # images | view # photos | open this photo… | open image… | #/# | # of # | image # of #
    photo # of # | caption | image caption | enlarge | enlarge image | expand | fullscreen
    view gallery | bild vergrößern | bild # von # | ver foto | ver galería | voir la photo
    voir l'image | vis bilde | увеличить | now playing | watch now | up next | what's this"""
)

CONTROLS: Final = Phrases(
    # A whole line that is a button, a share link or a label of the page.
    """share | share this… | share current… | share article… | share on… | share via… | share full…
    bookmark | save | saved | save saved | print | email | e-mail | copy link | link copied
    facebook | twitter | x | linkedin | whatsapp | telegram | reddit | pocket | flipboard
    pinterest | instagram | youtube | tiktok | threads | bluesky | messenger | viber | rss | menu
    home | search | search search… | search keyword… | search this… | close | open | section
    sections | subscribe… | log in | login | log out | logout | sign in… | sign up… | register
    follow | following | follow us… | follow on… | follow me… | follow topic… | follow author…
    follow related… | comment | comments | view comments | add comment | post comment
    hide comments | all comments | view all | view all posts by… | view results | all | ad | ads
    advert | advertisement… | ad policy | sponsored | sponsored content | sponsored stories
    promoted | partner content | continue reading… | article continues below… | scroll down
    scroll to continue | story continues… | skip to… | back to top | listen to this article
    listen to article | play | play video | watch video | watch live | # # | swipe… | previous
    next | previous article | next article | image source | find out more | learn more | show more
    load more | get the app | read in app | read full… | tag | topic | newsletter | newsletters
    in this article | in this story | report a technical issue | report this… | send us a tip
    reprints | reprints & permissions | correction | corrections | purchase licensing rights…
    terms of use | terms of service | terms and conditions | privacy | privacy policy | cookies
    cookie policy | contact | contact us | about | about us | help | faq | copyright
    copyright ©… | breaking | breaking news | exclusive | premium | live | opinion | by | staff
    producer | reporter | editor | explore all…
    add as preferred… | add us as… | key points | summary
    click to read more… | enjoyed this story | published under…
    teilen | merken | drucken | kommentieren | anmelden | abonnieren | abo | abonnement
    anzeige | werbung | hinweis | startseite | seitennavigation | teilen auf | jetzt teilen auf
    twittern | artikel teilen | artikel merken | artikel anhören | mehr anzeigen | externer inhalt
    empfohlener redaktioneller inhalt | empfohlener externer inhalt | datenschutz
    datenschutzerklärung | impressum | vorlesen
    partager | imprimer | commenter | réagir | s'abonner | se connecter | publicité | enregistrer
    compartir | imprimir | suscríbete… | suscribirse… | iniciar sesión | publicidad | guardar
    compartilhar | assine | entrar | publicidade | condividi | abbonati | pubblicità
    delen | reageer | advertentie | del | dela | lukk | vis mer | vis mindre | annonse | annonce
    annons | annonsørinnhold | kommenter | bli abonnent | logg inn | log ind | kort fortalt
    deila | prenta | innskráning | áskrift | auglýsing
    поделиться | ссылка скопирована | реклама | подписаться… | войти | комментировать
    поширити | 分享 | 登录 | 注册 | 订阅 | 收藏 | 打印 | 广告 | 共有 | 広告 | 공유 | 광고"""
)

APPEALS: Final = _words(
    # What a page asks of its visitor; "_" joins two words that stand side by side.
    """newsletter newsletters subscribe subscription sign_up signing_up log_in login register cookie
    cookies privacy_policy privacy_notice terms_of comment_policy commenting_policy
    community_guidelines community_members inbox notifications whatsapp_channel join_us follow_us
    our_app the_app a_member email_us emailing_us feedback enable_javascript
    like_this your_phone your_inbox latest_news latest_stories latest_headlines bookmarks
    promotional news_feed
    preferred_source story_tip abo abos abonnement abonnieren account anmelden
    datenschutz datenschutzerklärung externe externen inhalte redaktionell_nicht
    personenbezogene personenbezogenen_daten werbung abonnez abonné abonnés inscrivez
    données_personnelles suscríbete suscribirse suscripción boletín boletines nuestra_política
    assine abonner nyhetsbrev dine_data fréttabréf подпишитесь подписывайтесь подписка подписаться
    правила_комментирования 订阅 关注我们 下载"""
)
ADDRESS: Final = _words(
    """you your our us we please sie ihr ihre ihrem ihren uns unser unsere unserer vous votre vos
    nos notre tu tus te usted su nuestro nuestra você seu nosso din dine deg vår våre oss vores þú
    þín вас ваш ваша ваши наш наша наши просим уважаемые 您 你 我们"""
)
IMPERATIVES: Final = Phrases(
    """get… | read more get… | sign up… | join… | subscribe… | download… | check out… | choose…
    explore… | support… | stay informed… | to view this… | for more… | for the latest… | click…
    follow… | register… | try… | holen sie… | jetzt… | abonnez… | recevez… | suscríbete… | recibe…
    abonner… | få… | подпишитесь… | подписывайтесь…"""
)

ABOUT_AUTHORS: Final = Phrases(
    # Over a few words about who wrote the story.
    """about the author… | about the writer… | about the journalist… | meet the author
    über den autor… | über die autor… | zum autor | zur autorin | der autor | die autorin
    à propos de l'auteur… | à propos de l'autrice… | sobre el autor… | sobre la autora…
    sobre o autor… | sobre a autora… | sull'autore | over de auteur | om forfatteren
    om skribenten | об авторе"""
)
BADGES: Final = Phrases(
    # Before a headline, for whom a story is or in what form.
    """premium | plus | exclusive | exclusives | exclusivo | exklusiv | exclusif | esclusiva
    subscriber | subscribers only | for subscribers | members only | abonnés | abo
    video | videos | watch | watch now | podcast | audio | listen | live | gallery | photos
    pictures | in pictures | breaking | breaking news | new | neu
    vídeo | fotos | galería | bilder | bilderstrecke | vidéo | en direct | direct | diretta
    видео | фото | next article | previous article"""
)
