"""States by their names, adjectives and capitals: so that "Paris", "the French government" and "France" are one actor."""

from __future__ import annotations

from functools import cache

#: The federal government of the United States, whatever stands for it.
UNITED_STATES = "united states"

# Name and other names, adjective and people, capital and the seat that stands for the government.
_STATES = """
Afghanistan|Afghan|Kabul
Albania|Albanian|Tirana
Algeria|Algerian|Algiers
Argentina|Argentine,Argentinian|Buenos Aires
Armenia|Armenian|Yerevan
Australia|Australian|Canberra
Austria|Austrian|Vienna
Azerbaijan|Azerbaijani,Azeri|Baku
Bahrain|Bahraini|Manama
Bangladesh|Bangladeshi|Dhaka
Belarus|Belarusian|Minsk
Belgium|Belgian|
Bolivia|Bolivian|La Paz
Bosnia,Bosnia and Herzegovina|Bosnian|Sarajevo
Brazil|Brazilian|Brasilia,Brasília
Bulgaria|Bulgarian|Sofia
Cambodia|Cambodian|Phnom Penh
Cameroon|Cameroonian|Yaounde
Canada|Canadian|Ottawa
Chad|Chadian|N'Djamena
Chile|Chilean|Santiago
China,People's Republic of China|Chinese|Beijing
Colombia|Colombian|Bogota,Bogotá
Congo,Democratic Republic of Congo|Congolese|Kinshasa
Costa Rica|Costa Rican|San Jose
Croatia|Croatian,Croat|Zagreb
Cuba|Cuban|Havana
Cyprus|Cypriot|Nicosia
Czech Republic,Czechia|Czech|Prague
Denmark|Danish,Dane|Copenhagen
Ecuador|Ecuadorian,Ecuadorean|Quito
Egypt|Egyptian|Cairo
El Salvador|Salvadoran|San Salvador
Eritrea|Eritrean|Asmara
Estonia|Estonian|Tallinn
Ethiopia|Ethiopian|Addis Ababa
Finland|Finnish,Finn|Helsinki
France|French|Paris,Elysee,Élysée
Georgia|Georgian|Tbilisi
Germany|German|Berlin
Ghana|Ghanaian|Accra
Greece|Greek|Athens
Guatemala|Guatemalan|Guatemala City
Haiti|Haitian|Port-au-Prince
Honduras|Honduran|Tegucigalpa
Hungary|Hungarian|Budapest
Iceland|Icelandic,Icelander|Reykjavik
India|Indian|New Delhi,Delhi
Indonesia|Indonesian|Jakarta
Iran,Islamic Republic,Islamic Republic of Iran|Iranian|Tehran
Iraq|Iraqi|Baghdad
Ireland|Irish|Dublin
Israel,Jewish state|Israeli|Jerusalem,Tel Aviv
Italy|Italian|Rome
Jamaica|Jamaican|Kingston
Japan|Japanese|Tokyo
Jordan|Jordanian|Amman
Kazakhstan|Kazakh|Astana
Kenya|Kenyan|Nairobi
Kosovo|Kosovar|Pristina
Kuwait|Kuwaiti|Kuwait City
Latvia|Latvian|Riga
Lebanon|Lebanese|Beirut
Libya|Libyan|Tripoli
Lithuania|Lithuanian|Vilnius
Malaysia|Malaysian|Kuala Lumpur
Mali|Malian|Bamako
Mexico|Mexican|Mexico City
Moldova|Moldovan|Chisinau
Mongolia|Mongolian|Ulaanbaatar
Morocco|Moroccan|Rabat
Myanmar,Burma|Burmese|Naypyidaw
Nepal|Nepali,Nepalese|Kathmandu
Netherlands|Dutch|The Hague,Hague
New Zealand|New Zealander|Wellington
Nicaragua|Nicaraguan|Managua
Niger|Nigerien|Niamey
Nigeria|Nigerian|Abuja
North Korea,North,DPRK,Democratic People's Republic of Korea|North Korean|Pyongyang
Norway|Norwegian|Oslo
Oman|Omani|Muscat
Pakistan|Pakistani|Islamabad
Palestinian Authority|Palestinian|Ramallah
Panama|Panamanian|Panama City
Paraguay|Paraguayan|Asuncion
Peru|Peruvian|Lima
Philippines|Philippine,Filipino|Manila
Poland|Polish,Pole|Warsaw
Portugal|Portuguese|Lisbon
Qatar|Qatari|Doha
Romania|Romanian|Bucharest
Russia,Russian Federation|Russian|Moscow,Kremlin
Rwanda|Rwandan|Kigali
Saudi Arabia|Saudi,Saudi Arabian|Riyadh
Senegal|Senegalese|Dakar
Serbia|Serbian,Serb|Belgrade
Singapore|Singaporean|
Slovakia|Slovak|Bratislava
Slovenia|Slovenian|Ljubljana
Somalia|Somali|Mogadishu
South Africa|South African|Pretoria
South Korea,South,Republic of Korea|South Korean|Seoul
South Sudan|South Sudanese|Juba
Soviet Union,USSR,U.S.S.R.|Soviet|
Spain|Spanish,Spaniard|Madrid
Sri Lanka|Sri Lankan|Colombo
Sudan|Sudanese|Khartoum
Sweden|Swedish,Swede|Stockholm
Switzerland|Swiss|Bern
Syria|Syrian|Damascus
Taiwan|Taiwanese|Taipei
Tanzania|Tanzanian|Dodoma
Thailand|Thai|Bangkok
Tunisia|Tunisian|Tunis
Turkey|Turkish,Turk|Ankara
Uganda|Ugandan|Kampala
Ukraine|Ukrainian|Kyiv,Kiev
United Arab Emirates,UAE,U.A.E.|Emirati|Abu Dhabi
United Kingdom,Britain,Great Britain,UK,U.K.|British,Briton|London,Downing Street,Whitehall
United States,United States of America,US,U.S.,USA,U.S.A.,America|American,U.S.,US|Washington,Washington D.C.,White House
Uruguay|Uruguayan|Montevideo
Uzbekistan|Uzbek|Tashkent
Venezuela|Venezuelan|Caracas
Vietnam|Vietnamese|Hanoi
Yemen|Yemeni|Sanaa,Sana'a
Zambia|Zambian|Lusaka
Zimbabwe|Zimbabwean|Harare
"""


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    seats: dict[str, str] = {}
    for line in _STATES.strip().splitlines():
        called, adjective, capital = (part.lower().split(",") for part in line.split("|"))
        for table, words in ((names, called), (adjectives, adjective), (seats, capital)):
            table.update({word: called[0] for word in words if word})
    return names, adjectives, seats


def named(name: str) -> str | None:
    """The state that a name, without article, is a name of; its key is its common name in small letters."""
    return _tables()[0].get(name.lower())


def seat(name: str) -> str | None:
    """The state whose government a capital or a palace stands for when it acts."""
    return _tables()[2].get(name.lower())


def adjective(word: str) -> str | None:
    """The state of an adjective of nationality, or of a name used as one, also of a people ("the Russians")."""
    key = word.lower()
    found = _tables()[1].get(key) or _tables()[0].get(key)
    return found or _tables()[1].get(key.removesuffix("s"))
