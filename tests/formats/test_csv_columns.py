"""Column headers: what they mean, in any language, and what another program's tables look like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keepintouch.domain.errors import UsageError
from keepintouch.formats.csv_columns import Column, column_of, columns_of


def targets(*header: str) -> list[str]:
    return [column.target if column else "" for column in columns_of(header)]


def fields(header: str) -> list[str]:
    return [column.field if column else "" for column in columns_of(header.split(","))]


KNOWN = json.loads((Path(__file__).parent / "expected" / "csv_headers.json").read_text("utf-8"))
TABLES = KNOWN["tables"]


@pytest.mark.parametrize(
    ("header", "target"),
    [(header, target) for target, headers in KNOWN["alone"].items() for header in headers],
)
def test_a_header_alone_says_what_its_column_tells(header: str, target: str) -> None:
    assert targets(header) == [target]


@pytest.mark.parametrize(
    "header",
    [
        "Imię,Nazwisko,E-mail,Telefon,Data urodzenia",
        "Förnamn,Efternamn,E-postadress,Mobiltelefon,Födelsedag",
        "Fornavn,Efternavn,E-mailadresse,Mobiltelefon,Fødselsdag",
        "Jméno,Příjmení,E-mail,Telefon,Narozeniny",
        "Имя,Фамилия,Электронная почта,Мобильный телефон,Дата рождения",
        "Etunimi,Sukunimi,Sähköposti,Puhelin,Syntymäpäivä",
        "Ad,Soyad,E-posta,Telefon,Doğum tarihi",
        "Nome,Sobrenome,Endereço de email,Telefone celular,Aniversário",
        "Voornaam,Achternaam,E-mailadres,Mobiele telefoon,Verjaardag",
        "Nome,Cognome,Indirizzo posta elettronica,Cellulare,Compleanno",
        "Ім'я,Прізвище,Електронна пошта,Номер телефону,Дата народження",
        "Ime,Prezime,Email,Mobitel,Datum rođenja",
        "Prenume,Nume,E-mail,Număr de telefon,Data nașterii",
        "Nama depan,Nama belakang,Email,No. HP,Tanggal lahir",
        "שם פרטי,שם משפחה,דוא״ל,טלפון נייד,תאריך לידה",
        "fname,lname,mail id,Contact No.,DOB",
        "f_name,l_name,email_addr,WhatsApp Number,Birth Date",
    ],
)
def test_a_table_of_another_language_is_known_by_its_headers(header: str) -> None:
    assert fields(header) == ["given", "family", "email", "phone", "birthday"]


@pytest.mark.parametrize(
    "header",
    ["姓名,电子邮件,手机,生日", "이름,이메일,휴대폰,생일", "氏名,メールアドレス,携帯電話,誕生日"],
)
def test_headers_in_the_scripts_of_east_asia_are_known(header: str) -> None:
    assert fields(header) == ["name", "email", "phone", "birthday"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Prénom,Année de naissance,Mois,Jour", "given,birthday.year,birthday.month,birthday.day"),
        ("Prénom,Mois,Jour", "given,,"),
        ("Nome,Email primaria,Email secondaria", "name,email,email"),
        ("Voornaam,Primair e-mailadres,Secundair e-mailadres", "given,email,email"),
        (
            "E-Mail-Adresse 1 – Label,E-Mail-Adresse 1 – Wert,Telefonnummer 2 – Wert",  # noqa: RUF001 - as Google writes it
            "email.label,email,phone#2",
        ),
        (
            "Date d'anniversaire,Libellés,Adresse e-mail 1 - Libellé,Adresse e-mail 1 - Valeur",
            "birthday,tag,email.label,email",
        ),
        ("Puesto en la organización,Teléfono 1 - Etiqueta", "title,phone.label"),
        ("Organisationens namn,Adress 1 – gata,Etiketter", "org,address.street,tag"),  # noqa: RUF001 - as Google writes it
        ("Nome da organização,E-mail 1 - Marcador,Evento 1 - Valor", "org,email.label,occasion"),
        ("組織名,メール 1 - ラベル,メール 2 - 値", "org,email.label,email#2"),
        ("Nome visualizzato,Num. cellulare", "name,phone:mobile"),
        ("Naam,Telefoonnr,Speciale datum", "name,phone,occasion:anniversary"),
        ("who,b-day,last saw,Associated Company", "name,birthday,last,org"),
        ("Name,Wohnort,Telefon dienstl.", "name,place,phone:work"),
    ],
)
def test_an_address_book_in_another_language_is_understood(header: str, expected: str) -> None:
    assert targets(*header.split(",")) == expected.split(",")


@pytest.mark.parametrize(
    "header",
    [
        "الاسم,الموبايل,البريد,المجموعة,ملاحظات",
        "نام,نام خانوادگی,موبایل,ایمیل,تاریخ تولد,آدرس",
        "नाम,मोबाइल,ईमेल,जन्म तिथि,पता",
        "név,telefonszám,csoport",
    ],
)
def test_every_column_of_a_table_in_many_scripts_is_known(header: str) -> None:
    assert all(fields(header))


def test_portuguese_and_spanish_mean_different_days_by_nearly_the_same_word() -> None:
    assert targets("Aniversário", "Aniversario") == ["birthday", "occasion:anniversary"]


@pytest.mark.parametrize("header", KNOWN["unknown"])
def test_a_header_with_a_word_that_is_not_understood_says_nothing(header: str) -> None:
    assert targets(header) == [""]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Title,Job Title", "prefix,title"),
        ("Titre,Poste", "prefix,title"),
        ("Vorname,Name", "given,family"),
        ("Nombre,Apellidos", "given,family"),
        ("Name,Given Name,Family Name", "name,given,family"),
        ("Name,Display Name,Vorname", "name,name,given"),
        ("City,Country", "place,place"),
        ("Street,City", "address.street,address.city"),
        (
            "Address 1,Address 2,Address 3,Zip",
            "address.street,address.street2,address.street3,address.code",
        ),
        ("Address 2 - Street,Address 2 - City", "address.street#2,address.city#2"),
        ("Address,Address label", "address.street,address.label"),
        ("Home City,City", "address.city:home,place"),
        ("Geburtsjahr,Geburtsmonat,Geburtstag", "birthday.year,birthday.month,birthday.day"),
        ("Home,Work,Email", "phone:home,phone:work,email"),
        ("Private,Email", ",email"),
        ("Zuname,Rufname", "family,given"),
        ("Name,Personalnummer,Eintritt", "name,uid,occasion:work anniversary"),
        ("Name,Mitglieds-Nr.,Eintritt", "name,uid:member,occasion:joined"),
        ("Name,Member since", "name,occasion:joined"),
        ("Vorname,Nachname,Rufname", "given,family,nickname"),
    ],
)
def test_other_columns_decide_what_one_alone_does_not(header: str, expected: str) -> None:
    assert targets(*header.split(",")) == expected.split(",")


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_programs_are_understood_in_their_language(name: str) -> None:
    assert dict(zip(TABLES[name], targets(*TABLES[name]), strict=True)) == TABLES[name]


@pytest.mark.parametrize("names", [*map(list, TABLES.values()), ["Name", "Pet", "Email 2 label"]])
def test_a_proposal_may_be_given_back_as_a_mapping(names: list[str]) -> None:
    mapping = list(zip(names, targets(*names), strict=True))
    assert columns_of(names, mapping) == columns_of(names)


def test_a_mapping_finds_its_column_however_it_is_written() -> None:
    assert columns_of(["  E-Mail  "], [("e-mail", "note")]) == [Column("note")]
    assert columns_of(["Email", "E-Mail"], [("E-Mail", "")]) == [Column("email"), None]


@pytest.mark.parametrize(
    ("target", "column"),
    [
        ("name", Column("name")),
        ("phone:work fax", Column("phone", label="work fax")),
        ("address.city:home", Column("address", "city", "home")),
        ("email.label#2", Column("email", "label", "", "2")),
        ("birthday.day", Column("birthday", "day")),
        ("Last contact", Column("last")),
        ("tags", Column("tag")),
        ("home phone", Column("phone", label="home")),
        ("title", Column("title")),
        (" ", None),
    ],
)
def test_a_target_is_written_briefly_or_in_the_words_of_a_header(
    target: str, column: Column | None
) -> None:
    assert column_of(target) == column


@pytest.mark.parametrize("target", ["shoe size", "address.door", "name.day", "a.b.c", "home"])
def test_a_target_that_is_none_is_refused(target: str) -> None:
    with pytest.raises(UsageError, match="nothing that a column can hold"):
        column_of(target)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("First Name [Required];Last Name [Required];Manager Email", "given;family;"),
        ("Worker;Legal Name - First Name;Legal Name - Last Name", "name;given;family"),
        ("Birthday Day;Birthday Month;Birthday Year", "birthday.day;birthday.month;birthday.year"),
        ("Name;Related name (spouse);Company Street", "name;relation:spouse;address.street:work"),
        ("Last name, First name;Preferred Name", "name.turned;nickname"),
        ("Name;Reports to", "name;relation:manager"),
        ("Contact;Phone Numbers", "name;phone"),
        ("Name;Contact", "name;"),
        ("Account Name;Email", "org;email"),
        ("Person - Name;Person - Email - Work;Person - Label", "name;email:work;"),
        (
            "Work Contact: Work Email;Personal Contact: Personal Mobile",
            "email:work;phone:home mobile",
        ),
        ("Employee;Work email", "name;email:work"),
        ("Name;Event: Birthday;Event: Anniversary", "name;birthday;occasion:anniversary"),
    ],
)
def test_headers_of_staff_lists_and_sales_programs_are_understood(
    header: str, expected: str
) -> None:
    assert targets(*header.split(";")) == expected.split(";")


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("names.0.givenName", "given"),
        ("names.0.displayName", "name"),
        ("emailAddresses.0.value", "email"),
        ("emailAddresses.1.value", "email#2"),
        ("phoneNumbers.1.type", "phone.label#2"),
        ("birthdays.0.date.year", "birthday.year"),
        ("organizations.0.title", "title"),
        ("homeemail", "email:home"),
        ("workphonenumber", "phone:work"),
        ("homepostalcode", "address.code:home"),
        ("emailaddress", "email"),
        ("dateofbirth", "birthday"),
        ("Phones (,)", "phone"),
        ("Birthdays", "birthday"),
        ("Beziehung 1 \u2013 Wert", "relation"),
        ("Beziehung 1 \u2013 Bezeichnung", "relation.label"),
        ("Beziehung", "tag"),
        ("ПІБ", "name"),
        ("Họ và tên", "name"),
        ("Customer Name", "name"),
        ("guest_email", "email"),
        ("Student Name", "name"),
        ("Middle Initial", "additional"),
        ("homework", ""),
        ("workday", ""),
    ],
)
def test_a_header_may_be_written_as_a_program_counts_or_without_spaces(
    header: str, target: str
) -> None:
    assert targets(header) == [target]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Anrede,Titel,Vorname,Nachname", ["prefix", "prefix", "given", "family"]),
        ("Vorname,Nachname,Titel", ["given", "family", "title"]),
        ("Nome,Sobrenome,Apelido", ["given", "family", "nickname"]),
        ("Nome,Apelido", ["given", "family"]),
        ("Nombre,Apellido paterno,Apellido materno", ["given", "family", "family"]),
        ("Guest,First Name,Customer Name", ["", "given", ""]),
        ("name,year,month,day", ["name", "birthday", "birthday", "birthday"]),
        ("name,birthday,year,month,day", ["name", "birthday", "", "", ""]),
        ("name,month,day", ["name", "", ""]),
    ],
)
def test_other_columns_tell_what_a_word_of_two_meanings_is(
    header: str, expected: list[str]
) -> None:
    assert fields(header) == expected
