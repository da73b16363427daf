"""Given names that are common in English-language news, compiled for Evenhand; asked only of what the parser takes for a name."""

from __future__ import annotations

GIVEN = frozenset(
    "aaron abigail adam ahmed alan albert alex alexander alexandria alexis ali alice alicia allison amanda amber amy ana andrea "
    "andrew andy angela anita ann anna anne annie anthony antonio arthur ashley barack barbara barry becky ben benjamin bernard "
    "bernie beth betty beverly bill billy bob bobby boris brad bradley brandon brenda brett brian bruce bryan calvin carl carla "
    "carlos carly carol caroline carolyn carter catherine chad charles charlie cheryl chris christian "
    "christina christine christopher chuck cindy claire clarence claudia colin connie cory craig crystal curtis cynthia dale "
    "dan daniel danielle danny darrell dave david dawn debbie deborah debra denise dennis derek diana diane dianne dick "
    "don donald donna doris dorothy doug douglas dylan earl ed eddie edith edward eileen elaine eleanor elena elise elizabeth "
    "ellen emily emma eric erica erik erin ethan eugene eva evan evelyn fatima frances francis frank fred frederick "
    "gabriel gail gary gene geoffrey george gerald geraldine gina glenn gloria gordon grace greg gregory greta gretchen hannah "
    "harold harry harvey hassan heather hector heidi helen henry herbert hillary holly howard hugh ian ibrahim irene isaac ivan "
    "ivanka jack jackie jacob jake james jamie jan jane janet janice jared jason jay jean jeff jeffrey jen jennifer jenny "
    "jeremy jerry jesse jessica jill jim jimmy joan joanna joe joel john johnny jon jonathan jorge jose joseph josh "
    "joshua joyce juan judith judy julia julian julie justin karen karl kate katherine kathleen kathryn kathy katie kayleigh "
    "keith kelly kellyanne ken kenneth kevin kim kimberly kirsten kristen kurt kyle larry laura lauren laurie lawrence leah lee "
    "leo leon leonard leslie lewis liam linda lindsay lindsey lisa liz lloyd lois lori louis louise luis luke lynn madeleine "
    "marc marco marcus margaret maria marie marilyn mario marion mark marsha martha martin marvin mary matt matthew maureen "
    "maurice max maxine megan melania melinda melissa melvin michael michele michelle miguel mike mitch mitt mohamed mohammed "
    "molly monica morgan muhammad nancy naomi natalie nathan neil nicholas nick nicole nigel nikki nina noah noel nora norman "
    "olga oliver olivia omar oscar pam pamela pat patricia patrick patty paul paula pedro peggy penny pete peter phil philip "
    "phillip phyllis priscilla rachel rafael ralph ramon randy raymond rebecca reggie reince ricardo richard rick ricky "
    "rita rob robert roberta robin rod rodney roger roland ron ronald rosa rose ross roy ruben ruby rudy russell ruth ryan "
    "sally sam samantha samuel sandra sara sarah scott sean sebastian seth shane shannon sharon shawn sheila sheldon shelley "
    "sheryl shirley sidney simon sonia sophia stacey stacy stan stanley stella stephanie stephen steve steven stuart sue susan "
    "suzanne sylvia tammy tara ted teresa terrence terry theodore theresa thomas tiffany tim timothy tina todd tom tommy toni "
    "tony tracy travis trevor tulsi tyler valerie vanessa vernon veronica vicki victor vincent vladimir "
    "walter wanda warren wayne wendy wesley wilbur will william winston yasmin yvonne zachary zoe".split()
)
