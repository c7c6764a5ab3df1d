"""What a column of a spreadsheet can hold, and how people call such a column.

The spellings are those of ACLED, UCDP GED, TimeMap, uMap, StoryMapJS, TimelineJS and Humanitarian
Data Exchange tables, and usual words in Arabic, Chinese, English, French, German, Russian and
Spanish. They are compared folded, with every sign that is no letter or digit as a space.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from data.folding import fold

SURE = 0.95
"""How surely a usual name of a column means what it says, of 1."""


@dataclass(frozen=True)
class Field:
    """One thing that a column can hold: key, label for a person, what is read, spellings.

    ``kind`` names how cells are read. With ``several``, more than one column may hold it.
    """

    key: str
    label: str
    kind: str
    names: str
    """Spellings of the header, split at commas; each mark of interrogation makes one less sure."""
    several: bool = False

    @cached_property
    def spellings(self) -> dict[str, float]:
        """Give the spellings as they are compared, each with how surely it means this."""
        found: dict[str, float] = {}
        for name in self.names.split(","):
            found.setdefault(header_key(name), SURE - 0.05 * name.count("?"))
        return found


def header_key(header: str) -> str:
    """Give a header as it is compared: folded, split at capitals and signs, without “al”."""
    spaced = "".join(
        f" {c}" if c.isupper() and at and header[at - 1].islower() else c
        for at, c in enumerate(header[:200])
    )
    words = "".join(c if c.isalnum() else " " for c in fold(spaced)).split()
    return " ".join(word.removeprefix("ال") if len(word) > 4 else word for word in words)


FIELDS = (
    Field(
        "words",
        "The words that are quoted or told",
        "text",
        "quote,statement,quotation,words,text,notes?,description,details?,narrative,content,"
        "message,what was said,what did they say,what they said,what happened,que dijo,"
        "lo que dijo,ce qui a ete dit,что сказано,发言内容,讲话内容,what?,summary?,comment?,"
        "event description,source headline??,citation?,verbatim,remarks?,claim?,body?,"
        "abstract?,desc,zitat,aussage,wortlaut,beschreibung,text en,текст,цитата,"
        "высказывание,заявление,описание,содержание,сообщение,слова,cita,declaracion,"
        "descripcion,texto,contenido,palabras,notas,citation exacte,declaration,texte,propos,"
        "enonce,النص,نص,اقتباس,تصريح,الوصف,وصف,المحتوى,内容,引语,引文,发言,描述,正文,声明,"
        "语录",
    ),
    Field(
        "title",
        "A title or headline",
        "label",
        "title,headline,heading,event name,event title,titel,überschrift,titulo,titular,"
        "titre,название?,заголовок,العنوان,عنوان,标题,题目,name????,event??",
    ),
    Field(
        "id",
        "The row’s own number or name",
        "label",
        "id,event id cnty?,event id,eventid,statement id,record id,uid,code??,civ id,"
        "event code id,incident id,data id,número,numero,номер,nr,معرف,رقم,编号,序号",
    ),
    Field(
        "speaker",
        "Who says it",
        "label",
        "speaker,speakers,said by,who,фио,说话者,author??,auteur??,autor??,автор??,"
        "who said it,person?,politician,official?,author of statement,attributed to,"
        "spokesperson,speaker name,quoted person,sprecher,sprecherin,wer,person name,"
        "говорящий,спикер,кто,автор высказывания,лицо,политик,orador,hablante,quien,portavoz,"
        "persona,locuteur,orateur,qui,personne,auteur de la citation,المتحدث,القائل,من,الشخص,"
        "发言人,说话人,讲话者,人物,谁,name???",
    ),
    Field(
        "role",
        "What the speaker is",
        "label",
        "role,position,function,office?,job title,speaker role,speaker title,funktion,amt,"
        "должность,роль,cargo,funcion,puesto,fonction,poste,المنصب,الصفة,职务,职位",
    ),
    Field(
        "affiliation",
        "Whom the speaker belongs to",
        "label",
        "affiliation,organisation?,organization?,party?,side??,institution?,"
        "country of speaker,speaker country,group,org,zugehörigkeit,partei,организация,"
        "партия,сторона,organizacion,partido,bando,organisation du locuteur,parti,camp,"
        "المنظمة,الحزب,الجهة,组织,机构,党派,单位",
    ),
    Field(
        "speaker_kind",
        "Person, organisation, state or outlet",
        "choice",
        "speaker kind,kind",
    ),
    Field(
        "said_on",
        "When it was said",
        "date",
        "said on,date said,date of statement,statement date,quote date,spoken on,said date,"
        "дата высказывания,дата заявления,fecha de la declaracion,date de la declaration,"
        "تاريخ التصريح,发言日期,gesagt am",
    ),
    Field(
        "about_when",
        "When it happened, or what time it speaks of",
        "date",
        "event date,date,day?,when,when did it happen,timestamp?,datetime,date start,"
        "start date,start?,date of event,time??,incident date,date time,begin,datum,wann,tag,"
        "дата,когда,дата события,начало,fecha,cuando,fecha inicio,date de l evenement,quand,"
        "jour,date debut,التاريخ,تاريخ,متى,日期,时间,开始日期,何时",
    ),
    Field(
        "until",
        "When it ended",
        "date",
        "end date,date end,end,until,to date,enddatum,ende,bis,дата окончания,окончание,"
        "конец,fecha fin,hasta,date fin,fin,jusqu a,تاريخ النهاية,结束日期,结束",
    ),
    Field(
        "year",
        "The year alone",
        "number",
        "year,iyear,jahr,год,año,annee,السنة,年,年份",
    ),
    Field(
        "month",
        "The month alone",
        "number",
        "month,imonth,monat,месяц,mes,mois,الشهر,月,月份",
    ),
    Field(
        "day_of_month",
        "The day of the month alone",
        "number",
        "day of month,iday,day number,day??,день",
    ),
    Field(
        "place",
        "The place that it is about",
        "label",
        "location,locations,place,places,place name,location name,where,city?,town?,site?,"
        "village,settlement,address??,where coordinates,locality,geo name,about place,ort,"
        "ortsname,stadt,wo,place about,adresse,место,город,населенный пункт,где,"
        "местоположение,адрес,lugar,ciudad,sitio,donde,ubicacion,localidad,direccion,lieu,"
        "ville,endroit,où,emplacement,localite,المكان,مكان,الموقع,المدينة,مدينة,أين,地点,"
        "地名,城市,位置,地方,在哪里,name??",
    ),
    Field(
        "said_at",
        "The place where it was said",
        "label",
        "said at,said in,place said,place of statement,where said,venue,spoken at,"
        "speech location,место высказывания,где сказано,lugar de la declaracion,"
        "lieu de la declaration,مكان التصريح,发言地点,gesagt in",
    ),
    Field(
        "lat",
        "Latitude",
        "latitude",
        "latitude,lat,y?,geo lat,gps lat,lat wgs84,y coord,breite,breitengrad,"
        "geographische breite,широта,latitud,geo latitude,خط العرض,دائرة العرض,العرض,纬度,"
        "ycoord,point y",
    ),
    Field(
        "lon",
        "Longitude",
        "longitude",
        "longitude,lon,lng,long,x?,geo lon,geo lng,gps lon,lon wgs84,x coord,länge,"
        "längengrad,geographische länge,долгота,longitud,geo longitude,خط الطول,الطول,经度,"
        "xcoord,point x",
    ),
    Field(
        "point",
        "Both coordinates in one cell",
        "point",
        "coordinates,coords,lat lon,lat lng,latlng,latlon,latitude longitude,lon lat,"
        "geometry,geom,the geom,wkt,point,gps,gps coordinates,geo,geolocation,geopoint,"
        "geo point,geojson,koordinaten,координаты,coordenadas,coordonnees,الإحداثيات,"
        "احداثيات,坐标,经纬度",
    ),
    Field(
        "country",
        "The country of the place",
        "country",
        "country,country txt,iso?,iso3?,iso2?,country code?,country name,adm0 name,admin0,"
        "nation,state name en,iso 3166,land,staat,страна,государство,pais,pays,البلد,الدولة,"
        "国家,国别",
    ),
    Field(
        "precision",
        "How exact the place is",
        "precision",
        "geo precision,where prec,where precision,precision,location precision,geoprecision,"
        "spatial precision,точность,precision geografica,precision geographique,精度,الدقة",
    ),
    Field(
        "topics",
        "Topics",
        "several",
        "topic,topics,tag,tags,category,categories,theme,themes,subject,keyword,keywords,"
        "event type,sub event type,type,disorder type,association,associations,filters,"
        "type of violence,issue,attacktype1 txt,thema,themen,kategorie,schlagwort,"
        "schlagworte,art,тема,темы,категория,тип,рубрика,теги,tema,temas,categoria,etiqueta,"
        "etiquetas,tipo,theme s,sujet,categorie,mot cle,mots cles,الموضوع,موضوع,الفئة,النوع,"
        "الوسوم,主题,话题,类别,标签,类型,分类",
        several=True,
    ),
    Field(
        "source",
        "The report or medium that it comes from",
        "label",
        "source,sources,source name,source article,media??,medium?,outlet,newspaper,"
        "publication,reported by,reference,source title,quelle,zeitung,источник,издание,сми,"
        "fuente,medio,periodico,referencia,journal,media source,المصدر,مصدر,الصحيفة,来源,"
        "媒体,出处",
    ),
    Field(
        "url",
        "The report’s address",
        "url",
        "url,link,source url,links,web,website,href,source link,web address,weblink,uri,"
        "ссылка,адрес страницы,enlace,vinculo,lien,adresse web,الرابط,رابط,链接,网址",
    ),
    Field(
        "published",
        "When the report was published",
        "date",
        "published,date published,publication date,published on,source date,date reported,"
        "veröffentlicht,дата публикации,fecha de publicacion,date de publication,تاريخ النشر,"
        "发布日期,出版日期",
    ),
    Field(
        "author",
        "Who wrote the report",
        "label",
        "author???,byline,reporter,journalist,autor???,автор???,journaliste,auteur???,المؤلف,"
        "الكاتب,作者,记者",
    ),
    Field(
        "directness",
        "Whether it is in the speaker’s own words",
        "directness",
        "directness,direct quote,is quote,direct,verbatim quote,own words,direct speech,"
        "прямая речь,cita directa,citation directe,直接引语",
    ),
    Field(
        "act",
        "The kind of statement",
        "choice",
        "act,speech act,illocutionary act,kind of statement,sprechakt,речевой акт,"
        "acto de habla,acte de langage",
    ),
    Field(
        "cue",
        "The verb that reports it",
        "label",
        "cue,verb,reporting verb,verbo,verbe,глагол,动词,الفعل",
    ),
    Field(
        "certainty",
        "How sure the reading is",
        "choice",
        "certainty,confidence,sureness,sicherheit,достоверность,certeza,certitude",
    ),
    Field(
        "translation",
        "A translation of the words",
        "text",
        "translation,english,english translation,translated,text english,übersetzung,перевод,"
        "traduccion,traduction,الترجمة,翻译,译文",
    ),
    Field(
        "note",
        "A note, kept with the statement",
        "text",
        "note,remark,comments,editor note,bemerkung,anmerkung,notiz,примечание,заметка,"
        "комментарий,observaciones,nota,comentario,remarque,commentaire,ملاحظة,ملاحظات,备注,"
        "注释",
        several=True,
    ),
)
"""In the order in which they are offered; of two that a header may mean, the first is taken."""

BY_KEY = {field.key: field for field in FIELDS}

_SAID = (
    "quote,quotation,statement,citation,zitat,aussage,цитата,высказывание,заявление,cita,"
    "declaracion,declaration,propos,اقتباس,تصريح,引语,引文,发言,what was said,words"
)
_QUOTATIONS = frozenset(header_key(name) for name in _SAID.split(","))


def says_quotation(header: str) -> bool:
    """Tell whether a header names words that somebody says."""
    return header_key(header) in _QUOTATIONS
