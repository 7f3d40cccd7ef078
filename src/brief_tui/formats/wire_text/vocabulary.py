"""Words that give a line of a news page away, in the languages the reader is likely to meet.

Only words of the trade: no publisher, site or section is named here. News agencies are,
since their names are how photo credits are written everywhere.
"""

from __future__ import annotations

from typing import Final

AGENCIES: Final = (
    r"AP(?: Photo| Images)?|(?:The )?Associated Press|AFP|Agence France-Presse|Reuters|REUTERS"
    r"|Getty(?: Images)?|GC Images|WireImage|FilmMagic|AAP(?: Image)?|EPA(?:-EFE)?|EFE|Europa Press"
    r"|dpa|DPA|picture alliance|Imago|IMAGO|imago images|ddp|ANSA|LaPresse|Lusa|NTB|Scanpix|Ritzau"
    r"|TT|Lehtikuva|ANP|Belga|Keystone|KEYSTONE|Xinhua|Kyodo|Jiji|Yonhap|PTI|ANI|Antara|Bernama"
    r"|Sputnik|TASS|PAP|CTK|MTI|Agerpres|UPI|PA(?: Media| Wire| Images)?|Press Association"
    r"|(?:The )?Canadian Press|CP|Bloomberg|Anadolu(?: Agency)?|ZUMA(?: Press)?|Sipa(?: USA| Press)?"
    r"|SIPA|NurPhoto|SOPA(?: Images)?|LightRocket|Shutterstock|REX|Alamy(?: Stock Photo)?|iStock"
    r"|Adobe Stock|Magnum(?: Photos)?|Redux|Polaris|Contour|Hans Lucas|Abaca|MaxPPP|Polaroid"
    r"|NASA|Unsplash|Wikimedia(?: Commons)?|Flickr|Handout|Pool|ТАСС|РИА Новости|УНИАН|新华社|共同"
)

CREDIT_WORDS: Final = (
    r"photo(?:graph|graphy|graphs|graphie|s)?(?: (?:by|credit|courtesy(?: of)?|illustration(?: by)?))?"
    r"|images?(?: (?:credits?|source|by|courtesy(?: of)?))?|pictures?(?: (?:by|credit))?|pic"
    r"|credits?|copyright|courtesy(?: of)?|illustrations?(?: (?:by|de|von))?|graphic|collage"
    r"|screengrab|screenshot|composite"
    r"|fotos?(?:graf|grafía|grafia|illustration|montage)?|bild(?:er|nachweis|quelle)?|grafik"
    r"|crédits?(?: photos?)?|créditos?|imagen|imagem|fuente|ilustración|ilustração|ilustrace"
    r"|fot|kuva|ljósmynd(?:ir|ari)?|mynd|skjermdump|illustrasjon|фото(?:графия)?|коллаж|иллюстрация"
    r"|источник|джерело|图片来源|图片|图|摄影|圖|写真|사진"
)

MONTHS: Final = (
    # In the order of the calendar; each the forms of one month.
    r"jan(?:uar[yi]?|vier)?|ene(?:ro)?|januari|janeiro|gen(?:naio)?|янв(?:аря)?|janúar|січня",
    r"feb(?:ruar[yi]?|rero|braio)?|fév(?:rier)?|fevereiro|februari|фев(?:раля)?|febrúar|лютого",
    r"mar(?:ch|zo|s|ço|ts)?|märz|maart|mrz|март?а?|березня",
    r"apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|апр(?:еля)?|apríl|квітня",
    r"may|mai|mayo|maio|maggio|mei|maj|мая|maí|травня",
    r"june?|juni|juin|junio|junho|giugno|июня?|júní|червня",
    r"jul(?:y|i|io|ho)?|juillet|luglio|июля?|júlí|липня",
    r"aug(?:ust|ustus|usti)?|ago(?:sto)?|août|авг(?:уста)?|ágúst|серпня",
    r"sept?(?:ember|embre|iembre|tembre)?|setembro|settembre|сент?(?:ября)?|вересня",
    r"o[ck]t(?:ober|obre|ubre)?|outubro|ottobre|окт(?:ября)?|október|жовтня",
    r"nov(?:ember|embre|iembre|embro)?|ноя(?:бря)?|nóvember|листопада",
    r"de[czs](?:ember|embre|iembre|embro)?|dic(?:iembre|embre)?|déc(?:embre)?|дек(?:абря)?"
    r"|desember|грудня",
)

DATE_WORDS: Final = (
    r"date|published|publication|posted|created|first|updated?|last|modified|edited|on|at|of|the|time"
    r"|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs)?(?:day)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?|am|pm|gmt|utc|bst|est|edt|et|pst|pdt|cet|cest|myt|sast|ist|hrs?|ago|just|now"
    r"|min(?:ute)?s?|read(?:ing)?|hours?|days?|seconds?|weeks?|local"
    r"|veröffentlicht|aktualisiert|geändert|stand|erstellt|am|um|uhr|vor|stunden?|minuten?|tagen?"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lesezeit"
    r"|publié|modifié|mis(?:e)?|à|jour|le|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|il|y|a"
    r"|heures?|lecture|temps|de|publicado|actualizado|atualizado|el|em|a|las|h|hace|horas?"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|pubblicato|aggiornato"
    r"|publisert|publiceret|publicerad|oppdatert|opdateret|uppdaterad|sist|kl|klokken|siden|sedan"
    r"|timer|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|måndag|tisdag|lördag|söndag"
    r"|birt|uppfært|klukkan|опубликовано|обновлено|оновлено|в|понедельник|вторник|среда|четверг"
    r"|пятница|суббота|воскресенье|назад|发布|更新|时间|星期.?"
)

UPDATED: Final = (
    r"updated?|modified|edited|aktualisiert|geändert|mis à jour|modifié|actualizado|atualizado"
    r"|aggiornato|oppdatert|opdateret|uppdaterad|uppfært|обновлено|оновлено|更新"
)

BYLINE_WORDS: Final = (
    r"by|words by|written by|story by|reporting by|from|von|par|por|di|da|door|af|av|text|texte?"
    r"|texto|interview|автор|авторы|текст|作者|记者|文"
)

PARTICLES: Final = frozenset(
    "and und et y e og och i en de del della di da dos du la le van von der den zu zum ter bin al el"
    " ibn ben".split()
)

LEAD_INS: Final = (
    # A label over, or before, links to other stories.
    r"(?-i:M(?:ore|ORE)(?: (?:[A-Z]\w+|and|&)){1,5})|(?:also |must )?read(?: more| also| next| this(?: next)?| on| our latest)?|see (?:also|more)"
    r"|more (?:on|from|to|about|news|stories|in|like)\b.*|related(?: (?:articles?|stories|news"
    r"|posts?|content|topics?|links?|coverage|reading))?|you may (?:also )?like|you might also like"
    r"|recommended(?: (?:for you|stories|reading|articles|video))?|trending(?: now| stories)?"
    r"|most (?:read|popular|viewed|shared|commented)|popular(?: (?:now|stories|posts))?"
    r"|editor[’']?s['’]? (?:choice|picks?)|top stories|latest(?: (?:news|stories|from .*))?"
    r"|don[’']t miss|keep reading|up next|next up|from around .*|also in .*|don't miss|in case you missed it"
    r"|lesen sie (?:auch|mehr|hier|weiter)|(?:auch|jetzt) lesen|mehr (?:zum thema|lesen|news|dazu|aus .*)"
    r"|zum thema|siehe auch|das könnte sie auch interessieren|aktuelles?(?:: .*)?|schlagzeilen|meistgelesen|neueste .*"
    r"|empfehlungen(?: der redaktion)?|à lire(?: aussi| également)?|lire aussi|voir aussi"
    r"|sur le même (?:sujet|thème)|les plus lus|articles? (?:liés|recommandés)|plus sur .*"
    r"|lea también|lee también|leer más|te puede interesar|más (?:noticias|información|sobre .*)"
    r"|noticias? relacionadas?|relacionad[oa]s?|lo más (?:leído|visto)|leia (?:também|mais)|veja também"
    r"|saiba mais|leggi anche|approfondisci|lees ook|lees verder|meer over.*"
    r"|les (?:også|mer)(?: om .*)?|læs også|läs (?:också|även|mer)|mer om.*|mere om.*|siste nytt"
    r"|mest lest|mest lesið|lesa meira|tengdar fréttir|читайте также|читать также|по теме|главное.*"
    r"|материалы по теме|новости по теме|популярное|читайте також|相关(?:阅读|新闻|文章)|延伸阅读|推荐阅读"
    r"|関連記事|관련기사|watch(?: now| next| more)?|listen(?: now)?"
)

FURNITURE: Final = (
    # A whole line that is a control, a share button or a label of the page.
    r"share(?: (?:this|current|article|on|via|full)\b.*)?|bookmark|save(?: saved)?|saved|print|e-?mail|copy link"
    r"|link copied|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pocket|flipboard|pinterest"
    r"|instagram|youtube|tiktok|threads|bluesky|messenger|viber|rss|menu|home|search\b.*|close|open"
    r"|sections?|subscribe\b.*|log ?in|log ?out|sign ?(?:in|up)\b.*|register|follow\b.*|comments?"
    r"|(?:view|show|add|leave|post|join|hide)(?: \d+| all)?(?: the| a)? (?:comments?|conversation|gallery|images?)"
    r"|view \d+ (?:images?|photos?)|\d+ comments?|view all|view all posts by .*|view results|all"
    r"|ad(?:vertisement|vert|s)?\b(?: ?[·:].*)?|ad policy|sponsored(?: (?:content|stories))?|promoted|partner content"
    r"|continue reading.*|article continues below.*|scroll (?:down|to continue)|story continues.*|skip to .*|back to top"
    r"|listen(?: to (?:this )?article)?|play(?: video)?|watch(?: video| live)?|\d+:\d\d|expand.*|enlarge|fullscreen"
    r"|open (?:this )?(?:photo|image)\b.*|(?:previous|next)(?: (?:slide|article|image))?|swipe.*"
    r"|caption|image (?:caption|source)|(?:image|figure|photo) \d+ of \d+|\[?\d+ ?(?:/|of) ?\d+\]?"
    r"|about the author|producer|reporter|editor|explore more .*|enjoyed this .*|have your say.*|explore all .*|add (?:as|us|to) .*google|up next|key points|summary|find out more|learn more|show more|load more|see more|get the app|read in app|read full .*"
    r"|tags?|topics?|related topics?|filed under.*|published under.*|in this (?:article|story)|newsletters?"
    r"|report an? .*|submit a (?:correction|tip)|send (?:us )?a tip|reprints?.*|corrections?|purchase licensing rights.*"
    r"|our standards.*|terms.*|privacy.*|cookie.*|contact(?: us)?|about(?: us)?|help|faq|copyright\b.*"
    r"|breaking(?: news)?|exclusive|premium|live|opinion|by|staff|question of the day|current issue"
    r"|teilen|merken|drucken|kommentare?|kommentieren|anmelden|abonnieren|abo(?:nnement)?|anzeige|werbung"
    r"|hinweis|startseite|(?:jetzt )?teilen auf.*|twittern|artikel (?:teilen|merken|anhören).*|mehr anzeigen|externer inhalt"
    r"|empfohlener .*inhalt|datenschutz.*|impressum|themen|schlagworte|vorlesen|zur startseite"
    r"|partager|imprimer|commenter|commentaires?|réagir|s[’']abonner|se connecter|publicité|enregistrer"
    r"|compartir|imprimir|comentarios?|suscr[ií].*|iniciar sesión|publicidad|guardar|etiquetas|temas"
    r"|compartilhar|assine|entrar|publicidade|condividi|abbonati|pubblicità|delen|reageer|advertentie"
    r"|del(?: artikkel| artikel)?|dela|lukk|vis mer|vis mindre|annonse|annonce|annons.*innhold|annons|kommenter"
    r"|bli abonnent|logg inn|log ind|kort fortalt|deila|prenta|innskráning|áskrift|auglýsing"
    r"|поделиться|ссылка скопирована|реклама|подписаться.*|войти|комментарии|комментировать|теги|темы"
    r"|поширити|分享|登录|注册|订阅|评论|收藏|打印|广告|返回.*|共有|広告|공유|광고"
)

APPEALS: Final = (
    # What a page asks of its visitor, told from reporting by whom it talks to (see ADDRESS).
    r"newsletters?|subscri(?:be|ption)|sign(?:ing)? up|log ?in|register|cookies?|privacy (?:policy|notice)"
    r"|terms of (?:use|service)|comment(?:ing)? policy|community (?:guidelines|members)|inbox|notifications"
    r"|whatsapp channel|join us on|follow us|download (?:the|our) app|deposit|e-?mail(?:ing)? us|get in touch|feedback|enable javascript|stories like this|latest [\w ]{0,40}(?:news|stories|headlines)"
    r"|bookmarks|promotional|personal news feed|preferred source|user icon|posts are on topic|story tips?"
    r"|abo(?:s|nnement|nnieren)?|account|anmelden|datenschutz\w*|externe[rn]? inhalte?n?|personenbezogene"
    r"|redaktionell nicht bearbeitet|werbung|abonn(?:ez|é|és|er)|inscri(?:vez|re)|données personnelles"
    r"|suscr[ií]b\w*|boletín|boletines|nuestra política|assine|abonner|nyhetsbrev\w*|ansvarlig for dine data"
    r"|chatgpt|tips oss|fréttabréf|подпис(?:ывайтесь|ка|аться|ывайся)|правила комментирования|订阅|关注我们|下载"
)

IMPERATIVES: Final = (
    r"(?:read more:? )?(?:get|sign up|join|subscribe|download|check out|choose|explore|support|stay informed|to view this|for more|click|follow|register|try)"
    r"|holen sie|jetzt|abonnez|recevez|suscríbete|recibe|abonner|få|подпишитесь|подписывайтесь"
)

GALLERY: Final = (
    r"view \d+ (?:images?|photos?)|open (?:this )?(?:photo|image)\b.*|\[?\d+ ?(?:/|of) ?\d+\]?"
    r"|(?:image|photo) \d+ of \d+|(?:image )?caption|enlarge(?: image)?|expand|fullscreen"
    r"|[\w.-]*fullscreen[\w.-]*|bild (?:vergrößern|\d+ von \d+)|ver (?:foto|galería).*"
    r"|voir (?:la photo|l[’']image).*|vis bilde|увеличить"
)

END_MARKS: Final = (
    # Headings of what follows a story. No paragraph of it comes after them.
    r"about the (?:authors?|writers?)|have your say|join the (?:conversation|discussion)|comments? \(?\d+\)?"
    r"|\d+ comments?|leave a (?:comment|reply)|show comments|related topics|(?:explore )?more on (?:the|this) (?:topic|stor)\w*.*"
    r"|tags|topics|read more stories|read next|related (?:articles?|stories|posts)|you may also like|keep reading"
    r"|our standards.*|report an? .*error|submit a (?:correction|tip)|published under.*|follow .* on .*"
    r"|zum thema|schlagworte|themen|mehr zum thema|kommentare.*|über (?:den autor|die autorin).*|zur startseite"
    r"|à propos de l[’']auteur|sur le même (?:sujet|thème)|commentaires.*|etiquetas|temas|comentarios.*"
    r"|sobre (?:el|la) autora?|del artikk?el|mer om|теги|темы|комментарии.*|читайте также|подписывайтесь.*"
    r"|об авторе|相关(?:阅读|新闻|文章)|评论|関連記事"
)

ADDRESS: Final = (
    r"you(?:r|['’]ll)?|our|us|we|please|sie|ihre[rmn]?|uns(?:er\w*)?|vous|votre|vos|nos|notre|tu|tus|te|usted|su"
    r"|nuestr[oa]s?|você|seu|nosso|dine?|deg|vår|våre|oss|vores|þú|þín\w*|вас|ваш\w*|наш\w*|просим|您|你|我们"
)
