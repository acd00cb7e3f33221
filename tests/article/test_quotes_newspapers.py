"""Sentences as newspapers of many kinds write them: who is speaking, and whether it is speech at all."""

import pytest

from newsreader.article.quotes import find_quotes

NAMES = [
    # Particles, initials, suffixes, titles, hyphens, apostrophes.
    ("“Hunger has no ideology,” Lula da Silva told the summit.", "Lula da Silva"),
    ("“Europe has to stand on its own feet,” said Ursula von der Leyen.", "Ursula von der Leyen"),
    ("Carla del Ponte called the ruling “a bitter day for the victims”.", "Carla del Ponte"),
    ("“The market will find its own balance,” bin Salman said.", "bin Salman"),
    ("De Gaulle once said that France was “ungovernable in times of peace”.", "De Gaulle"),
    ("As de Gaulle said, “one does not put Voltaire in prison”.", "de Gaulle"),
    ("“Egypt will not be a party to this,” President Abdel Fattah al-Sisi said on Sunday.",
     "President Abdel Fattah al-Sisi"),
    ("“We were the better side for an hour,” said Edwin van der Sar.", "Edwin van der Sar"),
    ("“It was a long night for us,” van der Sar said.", "van der Sar"),
    ("“The dunes are moving faster now,” said Tariq ibn Yusuf, a geographer.", "Tariq ibn Yusuf"),
    ("“The kingdom keeps its word,” Crown Prince Mohammed bin Salman said.", "Crown Prince Mohammed bin Salman"),
    ("“No one is above the statute,” said J. B. S. Pardiwala.", "J. B. S. Pardiwala"),
    ("“We have filed an appeal,” M.K. Venugopal said on Friday.", "M.K. Venugopal"),
    ("“My father would have laughed,” said Harold Finch Jr., who runs the mill.", "Harold Finch Jr."),
    ("“I was never told about it,” Thornton Blake III said in court.", "Thornton Blake III"),
    ("“You abused the trust of an entire village,” Mrs Justice Whitcombe told him.", "Mrs Justice Whitcombe"),
    ("“The line held through the night,” Lt. Col. Ada Pruitt said.", "Lt. Col. Ada Pruitt"),
    ("“It is the oldest tooth we have,” said Dr Amara Nwosu.", "Dr Amara Nwosu"),
    ("“Parliament should sit through August,” said Sir Alasdair Munro-Kerr.", "Sir Alasdair Munro-Kerr"),
    ("“I would pick him again tomorrow,” O'Neill said.", "O'Neill"),
    ("“I would pick her again tomorrow,” said Siobhán O’Dwyer, the coach.", "Siobhán O’Dwyer"),
    ("“The bill is dead,” JOHN HARKER told reporters.", "JOHN HARKER"),
    ("“We ask people to stay indoors,” said Jean-Luc d’Arbanville.", "Jean-Luc d’Arbanville"),
    ("“The strike goes on,” Deputy Prime Minister Lesego Mokoena said.", "Deputy Prime Minister Lesego Mokoena"),
    ("“It is a very small virus,” Prof. Dr. Heike Lindt said.", "Prof. Dr. Heike Lindt"),
    # American.
    ("\"We're not going to pay for it twice,\" Sen. Carl Whitlow, R-Idaho, said Tuesday.", "Sen. Carl Whitlow"),
    ('"Nobody should drink it," Lakeview Mayor Tina Brandt said at a news conference.',
     "Lakeview Mayor Tina Brandt"),
    ('"I threw my coat on and ran," recalled Wanda Pike, 63, who lives two doors down.', "Wanda Pike"),
    ("\"He's a dog on third down,\" quarterback Trey Mullins said of his rookie receiver.",
     "quarterback Trey Mullins"),
    ('The suspect "did not make any statements," according to a criminal complaint.', "a criminal complaint"),
    ('Asked whether he would run, Dwyer said, "Ask me when the snow melts."', "Dwyer"),
    ('"The rule exceeds what Congress allowed," Judge Lena Ortiz wrote in a 31-page order.', "Judge Lena Ortiz"),
    # British.
    ("‘I’m gutted for the lads,’ the Wanderers captain told BBC Radio Leeds.", "the Wanderers captain"),
    ("A Downing Street spokesman said the plan was “under constant review”.", "A Downing Street spokesman"),
    ("Defending, Moira Tulloch said her client was “a broken man with no prior record”.", "Moira Tulloch"),
    ("A council spokeswoman apologised for the “distress this has caused to the family”.",
     "A council spokeswoman"),
    ("The Met Office warned of a “danger to life from flying debris”.", "The Met Office"),
    ("The home secretary accused Labour of “playing politics with people’s lives”.", "The home secretary"),
    ("“This is the last throw of the dice,” said one Tory backbencher.", "one Tory backbencher"),
    ("Dame Ottoline Price, who chairs the inquiry, said survivors “were failed at every turn”.",
     "Dame Ottoline Price"),
    # Indian.
    ("“The crop is gone,” said Balbir Singh, a farmer from Moga district.", "Balbir Singh"),
    ("A bench headed by Justice Meera Nambiar observed that bail was “the rule and not the exception”.", "A bench"),
    ("“We have registered an FIR,” Superintendent of Police Ravi Shankar told PTI.",
     "Superintendent of Police Ravi Shankar"),
    ("Hitting out at the Centre, Chief Minister Usha Rane said farmers had been “left to the moneylenders”.",
     "Chief Minister Usha Rane"),
    ("“Not a single paisa will lapse,” the Finance Minister said in the Lok Sabha.", "the Finance Minister"),
    # African.
    ("“Our lights have been off since Tuesday,” said Chinedu Okonkwo, a welder in Aba.", "Chinedu Okonkwo"),
    ("“We shall not accept cooked figures,” opposition leader Wanjiru Kamau said in Kisumu.",
     "opposition leader Wanjiru Kamau"),
    ("Eskom spokesperson Thandi Dube said the unit had “tripped without warning”.",
     "Eskom spokesperson Thandi Dube"),
    ("“The water reached my chin,” said Mariam Abdi Hassan, a mother of four.", "Mariam Abdi Hassan"),
    # Agencies.
    ("“We will respond in kind,” the foreign ministry said in a statement carried by state media.",
     "the foreign ministry"),
    ("The IMF said on Tuesday that growth would be “slower for longer”.", "The IMF"),
    ("“It is premature to speak of a date,” a senior official, who asked not to be named, told Reuters.",
     "a senior official"),
    ("“There was a flash and then nothing,” a witness told AFP by telephone.", "a witness"),
    ("Seoul’s defence ministry described the launch as “a grave provocation”.", "Seoul’s defence ministry"),
    ("“Both sides are far apart,” two people familiar with the talks said.",
     "two people familiar with the talks"),
    ("Xinhua quoted the minister as saying the drills were “a stern warning”.", "the minister"),
    # Sport.
    ("“I just hit it and hoped,” grinned Adebayo after his winner.", "Adebayo"),
    ("“We got what we deserved, nothing,” coach Ilse Brandt admitted.", "coach Ilse Brandt"),
    ("Asked about the referee, Costa replied: “I have a wife and a mortgage.”", "Costa"),
    # Courts.
    ("Prosecutors said he had acted with “utter contempt for human life”.", "Prosecutors"),
    ("The jury heard how he told a friend: “I have done something terrible.”", "he"),
    ("Her lawyer, Peter Maclay, called the verdict “a stain on the county”.", "Her lawyer"),
    ("In his judgment, Lord Carrick said the contract was “void from the first line”.", "Lord Carrick"),
    # Science.
    ("“It’s like finding a phone in a pyramid,” says Yuki Tanabe, who studies crabs at Kyoto.", "Yuki Tanabe"),
    ("The authors write that the signal is “unlikely to be of stellar origin”.", "The authors"),
    ("“The ice remembers everything,” says glaciologist Signe Dahl.", "glaciologist Signe Dahl"),
    # Local.
    ("“It’s the noise, mostly,” said Doreen, 81, from her doorstep.", "Doreen"),
    ("Parish clerk Neil Abbot described the verge as “a national disgrace in miniature”.",
     "Parish clerk Neil Abbot"),
    ("On Facebook the school wrote: “All pupils are safe and accounted for.”", "the school"),
    ("A sign on the door read: “Gone fishing. Back when the river is.”", "A sign on the door"),
    ("“Vi är här för att stanna,” said the banner, in Swedish.", "the banner"),
    ("In a letter to parents, head teacher Sunil Rao wrote that the decision “was not taken lightly”.",
     "head teacher Sunil Rao"),
    ("Writing on X, Abiola Sanni said: “Count every vote, then count them again.”", "Abiola Sanni"),
    # Of every kind.
    ("“It’s a stitch-up, from first to last,” one MP texted.", "one MP"),
    ("Another messaged: ‘Don’t quote me but yes.’", "Another"),
    ("A note pinned to the gate said: “Closed due to lambs.”", "A note"),
    ("“Everyone knew,” says Anne-Marie O’Sullivan-Díaz.", "Anne-Marie O’Sullivan-Díaz"),
    ("President-elect Javier Moli vowed to “burn down the bank”.", "President-elect Javier Moli"),
    ("Each turn, the group suggests, lifts a cloud “like a waiter who never goes home”, as Lucía Barro put it.",
     "Lucía Barro"),
    ("The Gazette quoted the mayor as saying the bridge was “a bridge in name only”.", "the mayor"),
    ("“My mother read it twice,” said the Nobel laureate’s agent, Lena Holm.", "the Nobel laureate’s agent"),
    ("It was, in the words of one juror, “the longest short trial in history”.", "one juror"),
    ("“We are not leaving,” vowed Chief Raoul Metu.", "Chief Raoul Metu"),
    ("Ofwat, which regulates water, said the firm “fell short of the standards”.", "Ofwat"),
    ("“It’s heartbreaking,” a tearful Grace Owusu told the paper.", "a tearful Grace Owusu"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mention"), NAMES)
def test_who_speaks(text: str, mention: str) -> None:
    (quote,) = [quote for quote in find_quotes(text) if quote.kind != "indirect"]
    assert quote.kind == "speech"
    assert quote.speaker is not None
    assert quote.speaker.text == mention


TERMS = [
    ("The so-called “sandwich generation” pays twice.", "sandwich generation"),
    ("She starred in the thriller “A Winter Without Any Wolves” in 2019.", "A Winter Without Any Wolves"),
    ("William “Buck” Tanner opened the bait shop in 1974.", "Buck"),
    ("The word “resilient” appears 61 times in the report.", "resilient"),
    ("Her first novel, “The Salt Road to Agadez”, won the prize.", "The Salt Road to Agadez"),
    ("The ship was nicknamed “the grey widow” by its crew.", "the grey widow"),
    ("The “smart” bins were full by noon.", "smart"),
    ("His column “Letters From a Small Harbour” ran for a decade.", "Letters From a Small Harbour"),
    ("He hummed ‘Blue Moon’ on the stairs.", "Blue Moon"),
    ("An operation codenamed “Winter Broom” netted 40 suspects.", "Winter Broom"),
]


@pytest.mark.parametrize(("text", "words"), TERMS)
def test_what_is_no_speech(text: str, words: str) -> None:
    (quote,) = [quote for quote in find_quotes(text) if quote.kind != "indirect"]
    assert (quote.kind, quote.text) == ("term", words)
