"""Names for invented people. Swedish ones are drawn from Faker once a build, then sampled: Faker itself is slow.

Faker holds names of all ages; a resident of 65-102 is given one that her generation was given. Given and family names
meet by lot: whoever bears such a pair in life is not meant.
"""

import random
from dataclasses import dataclass

from faker import Faker


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ELDER_FEMALE = frozenset(
    _words(
        """Agneta Aina Anita Ann-Britt Ann-Marie Anna Anna-Lisa Astrid Barbro Berit Birgit Birgitta Bodil Brita
        Britt Britt-Marie Britta Dagmar Dagny Doris Edit Edith Eivor Elin Elisabet Elisabeth Ella Ellen
        Elly Elna Elsa Elsie Elsy Elvira Elvy Ester Eva Evy Gerd Gerda Gertrud Greta Gudrun Gun
        Gun-Britt Gunborg Gunhild Gunilla Gunnel Gunvor Harriet Helga Hillevi Hjördis Inez Ing-Britt
        Ing-Marie Inga Inga-Britt Inga-Lill Ingalill Ingeborg Ingegerd Ingegärd Inger Ingrid Irene Iris
        Irma Karin Kerstin Kristina Laila Lilian Lillemor Lilly Lisbet Lisbeth Maj Maj-Britt Maj-Lis
        Majken Majvor Margareta Margaretha Margit Margot Maria Mariann Marianne Marie-Louise Marit Marta
        Mary Maud May Mona Monica Märta Märtha Ragnhild Rigmor Rose-Marie Rut Ruth Signe Sigrid Siri Siv
        Solveig Sonja Stina Svea Sylvia Tyra Ulla Ulla-Britt Valborg Vera Viola Vivianne Yvonne Åsa Åse"""
    )
)
_ELDER_MALE = frozenset(
    _words(
        """Alf Alfred Algot Allan Anders Arne Arnold Arvid Assar Axel Bengt Berndt Bernt Bertil Birger Bo Bror
        Börje Carl Christer Claes Curt Edvin Egon Einar Elis Elof Enar Erik Erland Erling Ernst Evald
        Evert Folke Frans Georg Gerhard Gert Gunnar Gustaf Göran Gösta Göte Hans Harald Harry Helge
        Helmer Henry Herbert Herman Hilding Holger Håkan Inge Ingemar Ingvar Ivar Jan Jan-Erik Jan-Olof
        Jan-Åke Jarl Karl Karl-Erik Kjell Knut Kurt Lage Lars Lars-Erik Lars-Göran Lars-Olof Lars-Åke
        Leif Lennart Nils Olof Ove Owe Per Per-Erik Per-Olof Ragnar Roland Rolf Roy Rune Sigfrid Sigurd
        Sigvard Sivert Sixten Sten Stig Sture Sune Sven Sven-Erik Sven-Olof Sören Tage Tord Tore Torgny
        Torsten Ture Ulf Uno Valter Verner Vilhelm Walter Werner Yngve Åke Östen"""
    )
)
_BORROWED_FAMILY = frozenset(
    _words(
        """Abbas Abdi Abdullah Ahmad Ahmadi Ahmed Ali Andersen Chen Christensen Farah Gashi Green Hanna Hansen
        Hasan Hassan Hosseini Hussein Ibrahim Ismail Issa Jafari Jensen Johansen Johnson Jörgensen
        Khalil Khan Larsen Li Liu Mohamed Mohammad Mohammadi Mohammed Mohamud Mustafa Nguyen Nielsen
        Olsen Omar Osman Pedersen Petersen Rasmussen Said Saleh Schmidt Singh Smith Sörensen Tran Wang
        Zhang"""
    )
)


@dataclass(frozen=True, slots=True)
class NamePool:
    """Given names of residents and of their children, and family names; the common ones stand there more than once."""

    female: tuple[str, ...]
    male: tuple[str, ...]
    younger_female: tuple[str, ...]
    younger_male: tuple[str, ...]
    family: tuple[str, ...]


OTHER_LANGUAGES: dict[str, NamePool] = {
    "fi": NamePool(
        _words("Aino Anneli Eeva Eila Elina Helvi Hilkka Irja Kerttu Lempi Liisa Marjatta Pirkko Raili Sirkka"),
        _words("Antero Eero Eino Heikki Jorma Kalevi Matti Olavi Paavo Pentti Reijo Tapio Toivo Veikko"),
        _words("Anne Kirsi Mari Minna Päivi Riitta Sari Tiina"),
        _words("Jari Juha Kimmo Marko Mika Sami Timo Vesa"),
        _words("Heikkinen Hiltunen Järvinen Karjalainen Koivisto Korhonen Laine Lehtonen Mäkelä Niemi Rantanen"),
    ),
    "ar": NamePool(
        _words("Amal Fatima Hanan Huda Khadija Layla Maryam Nadia Samira Salma"),
        _words("Adnan Ahmad Faris Hassan Ibrahim Jamal Khalil Mahmoud Nabil Yusuf"),
        _words("Dina Lina Noor Rania Sara"),
        _words("Ali Bilal Karim Omar Sami"),
        _words("Al-Amin Darwish Haddad Hamdan Khoury Mansour Nasser Saleh Shahin"),
    ),
    "so": NamePool(
        _words("Amina Asha Faduma Halima Hodan Khadra Sahra Zahra"),
        _words("Abdi Abdullahi Farah Hassan Ismail Mohamud Osman Warsame"),
        _words("Hibo Ifrah Nasra Sagal"),
        _words("Abdirahman Guled Liban Zakaria"),
        _words("Abdi Ahmed Ali Farah Hersi Jama Mohamud Nur Warsame"),
    ),
    "bs": NamePool(
        _words("Amira Azra Emina Fadila Hatidža Jasna Mirsada Nermina Senada Zehra"),
        _words("Adem Enver Fikret Hasan Ibro Mehmed Mirsad Nedžad Safet"),
        _words("Aida Lejla Maida Selma"),
        _words("Adis Emir Haris Nedim"),
        _words("Begić Delić Hadžić Halilović Hodžić Kovačević Mehić Omerović Suljić"),
    ),
    "fa": NamePool(
        _words("Farideh Forough Homa Mahin Nasrin Parvin Shahla Simin Soraya"),
        _words("Bahram Behrouz Dariush Hossein Iraj Manouchehr Parviz Reza"),
        _words("Leila Mina Nazanin Shirin"),
        _words("Arash Kaveh Omid Siavash"),
        _words("Ahmadi Farahani Hosseini Jafari Karimi Moradi Rahimi Tehrani"),
    ),
    "pl": NamePool(
        _words("Barbara Danuta Halina Irena Jadwiga Krystyna Teresa Zofia"),
        _words("Andrzej Henryk Jerzy Kazimierz Stanisław Tadeusz Zbigniew"),
        _words("Agnieszka Ewa Magdalena Monika"),
        _words("Marek Paweł Piotr Tomasz"),
        _words("Dąbrowski Kamiński Kowalczyk Lewandowski Mazur Nowak Wójcik Zieliński"),
    ),
}
"""Residents' other first languages, romanised. Sweden's older speakers of Finnish are by far the most."""

LANGUAGE_SHARES: tuple[tuple[str, float], ...] = (
    ("sv", 0.875), ("fi", 0.050), ("ar", 0.017), ("bs", 0.017), ("fa", 0.015), ("so", 0.011), ("pl", 0.015),
)  # fmt: skip

LANGUAGE_WORDS = {
    "fi": "finska", "ar": "arabiska", "so": "somaliska", "bs": "bosniska", "fa": "persiska", "pl": "polska",
}  # fmt: skip


def draw_names(seed: int) -> NamePool:
    """The Swedish pool for a build: the same for the same seed."""
    faker = Faker("sv_SE")
    faker.seed_instance(seed)
    women = [faker.first_name_female() for _ in range(500)]
    men = [faker.first_name_male() for _ in range(350)]
    family = [name for name in (faker.last_name() for _ in range(600)) if name not in _BORROWED_FAMILY]
    return NamePool(
        female=tuple(name for name in women if name in _ELDER_FEMALE) or tuple(sorted(_ELDER_FEMALE)),
        male=tuple(name for name in men if name in _ELDER_MALE) or tuple(sorted(_ELDER_MALE)),
        younger_female=("Anna", "Camilla", "Eva", "Helena", "Jenny", "Karin", "Lena", "Linda", "Malin", "Maria",
                        "Annika", "Petra", "Pia", "Sara", "Susanne", "Ulrika", "Åsa", "Ylva"),
        younger_male=("Anders", "Daniel", "Fredrik", "Henrik", "Jan", "Johan", "Jonas", "Lars", "Magnus", "Mattias",
                      "Mikael", "Niklas", "Per", "Peter", "Stefan", "Thomas", "Tomas", "Ulf"),
        family=tuple(family),
    )  # fmt: skip


def pick_language(rng: random.Random) -> str:
    """A first language by the shares above."""
    languages, shares = zip(*LANGUAGE_SHARES, strict=True)
    return str(rng.choices(languages, shares)[0])
