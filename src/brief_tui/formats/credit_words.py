"""The words that photo credits are made of, in the languages the reader is likely to meet.

Words of the trade: what stands before a name ("Foto:", "Crédit photo :", "图片来源："), the
agencies and picture libraries, and what may follow an agency's name ("Reuters files"). All
are in lower case; compare case-folded text with them.
"""

from __future__ import annotations

from typing import Final


def _phrases(text: str) -> frozenset[str]:
    joined = " ".join(text.split())
    return frozenset(phrase.strip() for phrase in joined.split("|"))


PICTURE_LABELS: Final = _phrases(
    # Before a colon these say whose picture it is, wherever in a caption they stand.
    """ph | photo | photos | photograph | photographs | photography | photographer | photo credit
    | photo credits | photos credit | photo source | photo illustration | file photo | picture
    | pictures | pic | pics | picture credit | picture source | image credit | image credits
    | image source | images | image courtesy | photo courtesy | credit | credits | courtesy
    | copyright | illustration | illustrations | artwork | collage | composite | photomontage
    | screengrab | screenshot | video credit | media credit
    | foto | fotos | fotograf | fotografin | fotografie | bild | bilder | bildnachweis
    | bildquelle | bildrechte | bildcredit | bildautor | fotoquelle | fotonachweis | fotocredit
    | fotomontage | fotoillustration | symbolbild | symbolfoto | archivbild | archivfoto
    | pressefoto | agenturfoto | karikatur
    | photographie | photographies | photographe | crédit | crédits | crédit photo | crédits photo
    | crédit image | crédits image | crédits photos | crédit vidéo | infographie | dessin
    | capture d'écran
    | fotografía | fotografías | fotógrafo | foto de archivo | crédito | créditos
    | crédito de la foto | ilustración | ilustraciones | infografía | captura
    | fotografia | fotografias | crédito da foto | crédito da imagem | créditos da foto
    | ilustração | reprodução | divulgação
    | crediti | credito | illustrazione | fotografo
    | foto's | beeld | beeldbewerking | fotobewerking | illustratie | fotograaf
    | bilde | billede | fotomontasje | illustrasjon | skjermdump | skärmdump | skærmbillede
    | arkivfoto | arkivbild | arkivbilde | pressbild | pressebilde
    | kuva | kuvat | valokuva | kuvaaja | arkistokuva | kuvitus
    | fot | zdjęcie | zdjęcia | ilustracja | źródło zdjęcia | autor zdjęcia
    | zdroj fotografie | ilustrace | fotó | illusztráció | fotoğraf | fotoğraflar | görsel
    | ljósmynd | ljósmyndir | ljósmyndari | mynd | myndir | skjáskot | gambar | ảnh
    | φωτογραφία | φωτογραφίες | φωτο | φωτό
    | фото | фотография | фотографии | фотограф | коллаж | иллюстрация | снимок | скриншот
    | источник фото | автор фото | світлина | світлини | фотографія | колаж | ілюстрація
    | знімок | снимка | джерело фото
    | صورة | صور | تصوير | مصدر الصورة | عدسة | צילום | צילומים | קרדיט | קרדיט צילום | איור
    | फोटो | फ़ोटो | तस्वीर | छवि | साभार | फोटो साभार | फोटो क्रेडिट
    | 图片来源 | 圖片來源 | 图片 | 圖片 | 图 | 圖 | 图源 | 圖源 | 供图 | 供圖
    | 资料图 | 摄影 | 攝影 | 摄 | 攝 | 照片 | 照片来源 | 写真 | 写真提供 | 写真出典
    | 画像 | 画像提供 | 撮影 | 撮影者 | イラスト
    | 사진 | 사진제공 | 사진 제공 | 사진출처 | 사진 출처
    | 이미지 | 이미지 출처 | 그래픽 | 일러스트 | 삽화"""
)
LOOSE_LABELS: Final = _phrases(
    # These also stand before a colon in plain prose: they count where a sentence may begin.
    """image | graphic | graphics | infographic | graphic credit | video | source | sources | art
    | cartoon | still | footage | map | chart | quelle | grafik | karte | urheber | montage
    | repro | visuel | fuente | fuentes | imagen | imágenes | gráfico | archivo | fonte
    | imagem | imagens | arte | immagine | grafica | bron | kilde | källa | kjelde | grafikk
    | arkiv | lähde | grafiikka | źródło | grafika | zdroj | autor | kép | forrás | sursa | kaynak
    | heimild | grafík | sumber | nguồn | πηγή | εικόνα | источник | изображение | кадр | видео
    | графика | джерело | зображення | відео | المصدر | مصدر | מקור | תמונה | स्रोत | चित्र
    | 来源 | 來源 | 提供 | 出典 | 图表 | 출처 | 제공 | 자료"""
)
OPENINGS: Final = _phrases(
    # These need no colon when a name follows.
    """photo by | photos by | photograph by | photographs by | photography by | picture by
    | pictures by | pic by | image by | images by | illustration by | illustrations by
    | graphic by | graphics by | collage by | composite by | art by | artwork by | video by
    | screengrab by | cartoon by | photo illustration by | photo from | photo via | image via
    | picture via | photo courtesy of | photos courtesy of | image courtesy of | courtesy of
    | images courtesy of | picture courtesy of | photo courtesy | image courtesy | courtesy
    | handout from | handout via | credit to | provided by | supplied by | submitted by
    | contributed by | screenshot via | screenshot from
    | foto von | fotos von | bild von | bilder von | illustration von
    | photo par | photos par | illustration par | dessin de | foto por | fotos por
    | fotografía por | cortesía de | cortesia de | por cortesía de | ilustración de | foto di
    | foto a cura di | illustrazione di | foto door | foto av | foto af | bild av | illustration av
    | copyright | foto | fot. | fot | фото | fotoğraf"""
)
CAPTION_LABELS: Final = _phrases(
    # Read out before a caption, so a credit that stands first ends there.
    """image caption | photo caption | picture caption | caption | bildunterschrift | bildtext
    | légende | leyenda | pie de foto | legenda | didascalia | подпись к фото"""
)
MAKER_ENDS: Final = _phrases(
    # Scripts without spaces put "taken by" and "given by" after the name.
    """摄 | 攝 | 摄影 | 攝影 | 供图 | 供圖 | 提供 | 撮影 | 写真 | 제공 | 촬영 | 撮影者"""
)

PICTURE_AGENCIES: Final = _phrases(
    # Nobody writes these at the end of a caption but as a credit.
    """getty | getty images | gettyimages | getty images/istockphoto | istock | istockphoto
    | istock by getty images | shutterstock | alamy | alamy stock photo | adobe stock | adobestock
    | picture alliance | picture-alliance | picture alliance/dpa | imago images | wireimage
    | filmmagic | gc images | nurphoto | zuma press | zuma | sopa images | lightrocket
    | hans lucas | scanpix | ntb scanpix | ritzau scanpix | tt nyhetsbyrån | lehtikuva | unsplash
    | pexels | pixabay | depositphotos | dreamstime | wikimedia commons | wikimedia | flickr
    | eyeem | 123rf | fotolia | freepik | profimedia | east news | eurokinissi | maxppp | abaca
    | abacapress | action images | usa today sports | imagn images | icon sportswire | pa wire
    | pa images | pa media | ap photo | ap images | magnum photos | vcg | visual china group
    | cfoto | backgrid | splash news | rex features | camera press | bridgeman images | corbis
    | epa-efe | epa/efe | belga image | universal images group | everett collection | photo12
    | stocksy | sipa usa | sipa press | sipa | wirestock | aap image | aap images
    | photo illustration | action press | ullstein bild | laif | ostkreuz | bestimage | photopqr
    | agencja wyborcza.pl | agencja gazeta | livephotosport | getty images sport
    | getty images europe | getty images north america | getty images for | moment rf
    | afp via getty images | 视觉中国 | 東方ic | 东方ic | アフロ | ゲッティ
    | 게티이미지 | 게티이미지뱅크 | 게티이미지코리아"""
)
NEWS_AGENCIES: Final = _phrases(
    # These report as well, so a sentence may name them.
    """ap | the ap | associated press | the associated press | afp | agence france-presse
    | france-presse | reuters | aap | epa | efe | europa press | dpa | ddp | apa | sda | keystone
    | keystone-sda | imago | ansa | lapresse | lusa | ntb | ritzau | tt | stt | anp | belga
    | xinhua | kyodo | kyodo news | jiji | jiji press | yonhap | yonhap news | pti | ani | ians
    | antara | bernama | sputnik | ria novosti | tass | itar-tass | interfax | pap | ctk | čtk
    | mti | agerpres | bta | tanjug | hina | upi | pa | press association | cp | canadian press
    | the canadian press | la presse canadienne | bloomberg | anadolu | anadolu agency | aa | dha
    | iha | rex | magnum | redux | polaris | contour | nasa | esa | handout | pool | twitter | x
    | facebook | instagram | youtube | linkedin | tiktok | agência brasil | agencia uno | notimex
    | cuartoscuro | imagen noticias | agencia efe | telam | noticias argentinas | press tv | irna
    | isna | wana | saba | ina | spa | wam | petra | mena | notícias ao minuto | folhapress
    | estadão conteúdo | agência o globo | colprensa | aton | photosport | nzme | fairfax media
    | australian associated press | sapa | gallo images | action plus | inpho | sportsfile
    | απε-μπε | intime | intime news | sooc | тасс | риа новости | интерфакс | коммерсантъ
    | уніан | унiан | укрінформ | укринформ | униан | getty image
    | رويترز | أ ف ب | أ.ف.ب | فرانس برس | الأناضول | أسوشيتد برس | أ ب | واس | وام
    | רויטרס | पीटीआई | एएनआई | रॉयटर्स
    | 新华社 | 中新社 | 法新社 | 路透社 | 美联社 | 美聯社 | 中央社 | 共同 | 共同通信 | 共同社 | 時事
    | 時事通信 | ロイター | 連合ニュース | 연합뉴스 | 뉴시스 | 뉴스1 | 로이터 | 신화"""
)
LOWER_CASE_AGENCIES: Final = _phrases("dpa | ddp | apa | epa | sda | afp | laif")

WHOLE_CREDITS: Final = _phrases(
    # A line of its own that says no more than that it is known where the picture is from.
    """handout | supplied | supplied photo | file | file photo | file image | file picture
    | stock photo | stock image | courtesy photo | courtesy | screengrab | screenshot | staff photo
    | contributed | contributed photo | private | privat | privat foto | archiv | archivbild
    | archivfoto | symbolbild | symbolfoto | dr | d.r. | archives | divulgação | reprodução
    | cortesía | archivo | cedida | skjermdump | pressbild | pressefoto | arkivfoto | arkivbild
    | 资料图 | 資料圖片 | 자료사진 | 資料写真"""
)
QUALIFIERS: Final = _phrases(
    # What goes with an agency's name and is no name: "Reuters files", "AFP pic", "Pool via AP".
    """file | files | pic | pics | photo | photos | picture | pictures | image | images | pool
    | handout | archive | archives | archiv | archivo | arkiv | stock | video | still | stills
    | screengrab | screenshot | staff | contributor | supplied | via | via ap | foto | bild | tv
    | collage | montage | composite | illustration | by | from | courtesy | photographer"""
)
PARTICLES: Final = _phrases(
    """de | del | della | di | da | dos | das | do | du | la | le | les | van | von | der | den | zu
    | zum | ter | ten | bin | al | el | ibn | ben | y | e | i | et | und | and | og | och | en | of
    | the | for | via | & | + | af | av | d | l | no | pour | für | per | by | with
    | mit"""
)
ORGANISATION_WORDS: Final = _phrases(
    """images | press | presse | prensa | photos | pictures | photography | wire | archive
    | archives | archiv | collection | media | news | library | agency | agence | agencia
    | agência | agenzia | agentur | agencja | museum | ministry | police | polizei | government
    | university | service | services | office | group | times | post | guardian | herald
    | journal | tribune | gazette | daily | magazine | network | institute | foundation | pool
    | studio | studios | films | pictures | records | entertainment | sports | sport | club | fc
    | technologies | inc | inc. | ltd | ltd. | gmbh | ag | company | corp | corp. | department
    | council | court | navy | army | force | house | film | tv | radio | zeitung | verlag
    | stock | commons | society | association | union | center | centre | park | space
    | ministerium | ministère | ministerio | gobierno | prefeitura | policia | policía | фонд
    | министерство | агентство | студия | служба | фундация | фундація"""
)
