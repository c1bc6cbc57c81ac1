"""The words of column headers, in the languages programs write them in, and what they mean.

A header is understood when all its words are: `Business Street 2`, `Rue (bureau) 2` and
`Straße geschäftlich 2` say street, work, 2. So no program's list of a hundred headers
has to be known, and no word that is not understood is passed over.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from keepintouch.domain.folding import fold


def listed(phrases: str) -> frozenset[str]:
    """Return the phrases that ` | ` stands between."""
    return frozenset(phrases.split(" | "))


_NOUNS = {
    "name": "name | nom | nombre | nome | naam | navn | namn | nimi",
    "full": "full name | fullname | display name | contact name | complete name | nom complet"
    " | nombre completo | nome completo | volledige naam | weergavenaam | anzeigename"
    " | vollständiger name | angezeigter name | nom à afficher | имя и фамилия | фио"
    " | 名前 | 氏名 | 姓名",
    "given": "first name | firstname | given name | givenname | given | first | forename | vorname"
    " | prénom | nombre de pila | voornaam | primeiro nome | 名 | имя | imię | jméno | fornavn"
    " | förnamn | etunimi",
    "additional": "middle name | middlename | additional name | middle | second name"
    " | weitere vornamen | zweiter vorname | deuxième prénom | segundo nombre | secondo nome"
    " | middelste naam | tweede voornaam | segundo nome | nome do meio",
    "family": "last name | lastname | surname | family name | familyname | family | last"
    " | nachname | familienname | nom de famille | apellido | apellidos | cognome | achternaam"
    " | sobrenome | apelido | 姓 | фамилия | nazwisko | příjmení | efternavn | etternavn"
    " | efternamn | sukunimi",
    "prefix": "prefix | name prefix | salutation | honorific | anrede | civilité | tratamiento"
    " | aanhef | tratamento",
    "suffix": "suffix | name suffix | suffixe | sufijo | suffisso | achtervoegsel | sufixo",
    "nickname": "nickname | nicknames | nick name | nick | alias | aliases | aka | also known as"
    " | spitzname | surnom | apodo | soprannome | bijnaam | alcunha | ニックネーム",
    "email": "email | e mail | emails | mail | email address | e mail address | mail address"
    " | email addresses | mailadresse | e mail adresse | courriel | adresse de messagerie"
    " | adresse électronique | adresse e mail | dirección de correo electrónico"
    " | correo electrónico | correo | dirección de e mail | posta elettronica"
    " | indirizzo di posta elettronica | indirizzo e mail | endereço de e mail"
    " | endereço de correio eletrónico | e mailadres | e mail adres | メールアドレス | メール"
    " | e post | epost | e postadress | sähköposti | электронная почта",
    "phone": "phone | phone number | phones | telephone | telephone number | tel | telefon"
    " | telefonnummer | rufnummer | tel nr | téléphone | tél | numéro de téléphone | teléfono"
    " | número de teléfono | telefono | telefoon | telefoonnummer | telefone | 電話 | 電話番号"
    " | телефон | puhelin | contact number",
    "mobile": "mobile | cell | cellphone | cell phone | mobile phone | mobile number"
    " | mobile phone number | mobil | handy | handynummer | mobiltelefon | mobilnummer"
    " | mobil tel nr | tel mobil | portable | tél mobile | téléphone mobile | téléphone portable"
    " | móvil | teléfono móvil | celular | cellulare | telefono cellulare | mobiel"
    " | mobiele telefoon | telemóvel | telefone celular | 携帯電話 | мобильный телефон",
    "fax": "fax | fax number | fax nr | faxnummer | telefax | télécopie | telecopie | facsimile",
    "pager": "pager | pager number | pager nummer | localizador | cercapersone | semafoon",
    "street": "street | street address | straße | rue | calle | via | indirizzo via | straat | rua",
    "address": "address | adresse | anschrift | postal address | mailing address | dirección"
    " | indirizzo | adres | endereço | 住所 | адрес",
    "city": "city | town | locality | stadt | ville | localité | ciudad | localidad | città"
    " | località | plaats | woonplaats | cidade | ort | 市区町村 | город",
    "region": "region | state | province | county | state province | bundesland | kanton"
    " | bundesland kanton | dép région | provincia | provincia o estado | estado o provincia"
    " | distrito | état | provincie",
    "code": "postal code | postcode | post code | zip | zip code | zipcode | zip postal code"
    " | postleitzahl | plz | code postal | código postal | cap | codice postale | cep | 郵便番号",
    "country": "country | country region | land | land region | pays | pays région | país"
    " | país o región | paese | paese area geografica | país região | 国 | страна",
    "box": "po box | p o box | pobox | postfach | boîte postale | b p | apartado postal"
    " | casella postale | postbus | caixa postal",
    "extended": "extended address",
    "formatted": "formatted",
    "org": "company | company name | organization | organisation | organization name"
    " | organisation name | employer | works at | firma | unternehmen | arbeitgeber | société"
    " | entreprise | organización | compañía | empresa | società | azienda | organizzazione"
    " | bedrijf | organização | 会社 | 会社名 | компания | организация",
    "team": "department | team | division | abteilung | service | departamento | reparto"
    " | afdeling | 部署",
    "title": "job title | jobtitle | position | role | job | occupation | profession"
    " | stellenbezeichnung | jobtitel | arbeitstitel | fonction | poste | puesto | cargo"
    " | posizione | qualifica | functie | beruf | 役職 | должность",
    "titled": "title | titre | título | titolo | titel",
    "birthday": "birthday | birth date | birthdate | date of birth | dob | bday | born"
    " | geburtstag | geburtsdatum | date de naissance | naissance | anniversaire | cumpleaños"
    " | fecha de nacimiento | compleanno | data di nascita | verjaardag | geboortedatum"
    " | data de nascimento | 誕生日 | день рождения",
    "birthyear": "birth year | geburtsjahr | année de naissance | año de nacimiento",
    "birthmonth": "birth month | geburtsmonat | mois de naissance | mes de nacimiento",
    "birthdate": "birth day | jour de naissance | día de nacimiento",
    "anniversary": "anniversary | wedding anniversary | jahrestag | hochzeitstag"
    " | anniversaire de mariage ou fête | anniversaire de mariage | aniversario | anniversario"
    " | trouwdag | feestdag",
    "note": "note | notes | comment | comments | remark | remarks | memo | description | about"
    " | notiz | notizen | bemerkung | bemerkungen | kommentar | remarques | commentaire"
    " | commentaires | notas | observaciones | commenti | notitie | notities | opmerkingen"
    " | メモ | заметки",
    "tag": "tag | tags | labels | group | groups | category | categories | group membership"
    " | relationship | kategorie | kategorien | gruppe | gruppen | catégories | groupes"
    " | étiquettes | categorías | grupos | etiquetas | categorie | gruppi | etichette"
    " | categorieën | groepen | categorias",
    "link": "link | links | url | website | web site | web page | webpage | homepage | home page"
    " | personal website | web | profile | profile url | linkedin | linkedin url"
    " | linkedin profile | webseite | internetseite | site web | page web | página web"
    " | sitio web | pagina web | sito web | webpagina | twitter | facebook | instagram | github"
    " | mastodon | blog",
    "im": "im | ims | im address | imaddress | chat | messenger | messenger id | messenger name"
    " | screen name | instant messenger | skype | telegram | signal | whatsapp | jabber | xmpp"
    " | aim | icq | matrix",
    "place": "location | place | where | lives in | based in | hometown | ubicación | posizione"
    " geografica | locatie | localização",
    "how_met": "how met | how we met | how did we meet | met | met at | met through | met via"
    " | introduced by | kennengelernt | wie kennengelernt | how i know them",
    "referred": "referred by | empfohlen von | recommandé par | recomendado por",
    "added": "connected on | verbunden am | connecté le | conectado el | data di collegamento"
    " | verbonden op | conectado em | added | added on | date added | created | created on"
    " | created at | met on | first met | first contact | known since | friends since",
    "last": "last contact | last contacted | last contact date | last talked | last talked to"
    " | last spoke | last seen | last met | last met on | last touch | last touchpoint"
    " | last interaction | letzter kontakt | zuletzt gesprochen | zuletzt gesehen"
    " | dernier contact | último contacto | ultimo contatto | laatste contact",
    "every": "every | frequency | cadence | how often | contact frequency | contact every"
    " | keep in touch | keep in touch every | stay in touch | stay in touch frequency | interval"
    " | contact interval | rhythm | häufigkeit | rhythmus | fréquence | frecuencia | frequenza"
    " | frequentie",
    "status": "status",
    "importance": "importance | wichtigkeit",
    "snoozed": "snoozed until",
    "uid": "id | uid | uuid | contact id | user id | kit id",
    "relation": "relation | relations | related name | related person",
    "spouse": "spouse | partner | husband | wife | partner partnerin | ehepartner | conjoint"
    " | conjoint e | conjointe | cónyuge | coniuge | echtgenoot | partner naam | cônjuge",
    "child": "child | children | kids | kinder | enfants | hijos | figli | kinderen | filhos",
    "manager": "manager | manager s name | boss | name des der vorgesetzten | responsable"
    " | nombre del director | nome manager | naam manager",
    "assistant": "assistant | assistant s name | assistant s | name assistent | assistent"
    " | nom de l assistant e | nombre del asistente | assistant e | ayudante",
    "mother": "mother | mother s name",
    "father": "father | father s name",
    "occasion": "event | occasion | significant date",
    "custom": "custom | custom field | user | benutzer | benutzerdef | utilisateur | usuario",
}
_LABELS = {
    "home": "home | private | privat | personal | domicile | personnel | particular | casa"
    " | abitazione | thuis | privé | residencial",
    "work": "work | business | office | dienstlich | geschäftlich | bureau | travail"
    " | professionnel | trabajo | lavoro | ufficio | werk | zakelijk | comercial | trabalho",
    "other": "other | weitere | weiteres | weiterer | sonstige | autre | autres | otro | otra"
    " | altro | altra | ander | andere | overig | outro | outra",
    "main": "main | haupt | haupttelefon | principal | principale | hoofd",
    "car": "car | autotelefon | voiture | coche",
    "iphone": "iphone | i phone",
    "radio": "radio",
}
_ROLES = {
    "label": "label | type | kind",
    "value": "value | name of relation",
    "first": "primary | primäre | primaire | preferred | default",
    "second": "secondary | sekundäre | zweite | secondaire | alternate | alternative",
}
_NOISE = listed(
    "de | del | della | dei | di | du | des | d | la | le | les | l | der | die | das | dem | of"
    " | the | my | your | s | a | an | o | and | y | e | number | no | nr | nummer"
)
_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-z])(?=[A-Z][a-z])")
_TOKENS = re.compile(r"[^\W_]+")


class Meaning(NamedTuple):
    """What a header says: nouns, at most one label, a role in a pair, a number."""

    nouns: frozenset[str]
    label: str | None = None
    role: str | None = None
    number: int | None = None


def _phrases() -> dict[tuple[str, ...], tuple[str, str]]:
    tables = {"noun": _NOUNS, "label": _LABELS, "role": _ROLES}
    return {
        tokens(phrase): (kind, meaning)
        for kind, table in tables.items()
        for meaning, phrases in table.items()
        for phrase in listed(phrases)
    } | {(word,): ("noise", word) for word in _NOISE}


def tokens(header: str) -> tuple[str, ...]:
    """Return the folded words of a header, numbers by themselves."""
    return tuple(_TOKENS.findall(fold(_DIGITS.sub(" ", header))))


@cache
def _table() -> tuple[dict[tuple[str, ...], tuple[str, str]], int]:
    phrases = _phrases()
    return phrases, max(map(len, phrases))


def meaning(header: str) -> Meaning | None:
    """Return what a header means, None when any word of it is not understood."""
    words = tokens(header)
    found: dict[str, list[str]] = {"noun": [], "label": [], "role": [], "number": []}
    at = 0
    while at < len(words):
        kind, what, length = _longest(words[at:])
        if not length:
            return None
        found.setdefault(kind, []).append(what)
        at += length
    if any(len(found[kind]) > 1 for kind in ("label", "role", "number")) or not words:
        return None
    label, role, number = (next(iter(found[kind]), None) for kind in ("label", "role", "number"))
    return Meaning(frozenset(found["noun"]), label, role, int(number) if number else None)


def _longest(words: tuple[str, ...]) -> tuple[str, str, int]:
    """Return kind, meaning and length of the longest phrase that words begin with."""
    phrases, longest = _table()
    if words[0].isascii() and words[0].isdecimal() and len(words[0]) <= 3:  # noqa: PLR2004
        return "number", words[0], 1
    for length in range(min(longest, len(words)), 0, -1):
        if found := phrases.get(words[:length]):
            return *found, length
    return "", "", 0
