"""Pairs of made-up releases: what is one release and what only looks like it. Texts of our own."""

from __future__ import annotations

from dataclasses import dataclass, field

from agreements.domain.dates import PartialDate

DAY = PartialDate(2023, 11, 22)


@dataclass(frozen=True)
class Release:
    text: str
    title: str = ""
    language: str = "en"
    published: PartialDate | None = field(default=DAY)


SPACE = (
    "The Department for Science, Innovation and Technology of the United Kingdom and the Ministry of Science and ICT of"
    " the Republic of Korea signed a memorandum of understanding on space cooperation in London on 22 November 2023."
    " They will meet once a year to look at launch sites, satellite data and the training of young engineers from both"
    " sides. Officials said that a first joint call for small projects would open in the spring, and that universities"
    " as well as start-ups could take part. A working group is to report to ministers before the summer on what has"
    " been reached and on what should come next."
)
SPACE_KO = (
    "과학기술정보통신부와 영국 과학혁신기술부는 2023년 11월 22일 런던에서 우주협력 양해각서를 체결했다. 양측은 매년 한"
    " 차례 회의를 열어 발사장과 위성 자료, 청년 기술자 교육을 논의하기로 했다. 첫 공동 과제 공모는 내년 봄에 시작되며"
    " 대학과 새싹기업도 참여할 수 있다고 관계자는 밝혔다. 실무반은 여름 전까지 성과와 앞으로의 계획을 장관에게 보고할"
    " 예정이다."
)
QUANTUM = SPACE.replace("space cooperation", "quantum technology").replace(
    "launch sites, satellite data", "measurement standards, secure links"
)
QUANTUM_KO = SPACE_KO.replace("우주협력", "양자기술 협력").replace("발사장과 위성 자료", "측정 표준과 보안 통신")
TO_COME_KO = SPACE_KO.replace("2023년 11월 22일", "다음 달").replace("체결했다", "체결할 예정이다")
OTHERS_KO = SPACE_KO.replace("과학기술정보통신부", "우주항공청").replace("과학혁신기술부", "왕립우주원")
FUND = (
    "The Department for Science, Innovation and Technology and the Ministry of Science and ICT signed an agreement on"
    " space cooperation worth £5 million in London on 22 November 2023. The money will pay for shared test stands and"
    " for the stays of young researchers in either country over three years, and a board of six people from both sides"
    " will choose among the proposals that universities and small companies may hand in every autumn."
)
FUND_KO = (
    "과학기술정보통신부와 영국 과학혁신기술부는 2023년 11월 22일 런던에서 500만 파운드 규모의 우주협력 협정에 서명했다."
    " 이 돈은 공동 시험대와 젊은 연구자의 상호 체류를 3년 동안 지원하는 데 쓰이며 양측 여섯 명으로 꾸려진 위원회가"
    " 해마다 가을에 대학과 작은 기업이 내는 제안 가운데서 고르게 된다."
)
FIRMS = (
    "Northmoor Energy of the United Kingdom and Haeun Heavy Industries of South Korea signed a memorandum of"
    " understanding on offshore wind in London on 22 November 2023. The two companies will look for sites along the"
    " east coast, share what they know of floating foundations and train welders together. The chief executives said"
    " that a first order could follow within two years if the ports are made ready in time and the grid is connected."
)
_SITE = "Home | News | Sport. Share this page with your friends. "
_TAIL = " (Reporting by the London desk; editing by A. Somebody) Sign up here for our daily letter. Read also: Weather."

SAME: dict[str, tuple[Release, Release]] = {
    "word for word elsewhere": (Release(SPACE), Release(SPACE)),
    "another site's furniture": (Release(SPACE, "Signed"), Release(_SITE + SPACE + _TAIL, "A pact on space")),
    "light edits": (
        Release(SPACE),
        Release(SPACE.replace("Officials said that", "Officials told reporters that").replace("young ", "")),
    ),
    "cut off": (Release(SPACE), Release(SPACE[:330] + "...")),
    "a day later with an agency's tail": (Release(SPACE), Release(SPACE + _TAIL, published=PartialDate(2023, 11, 23))),
    "without a day of publication": (Release(SPACE), Release(SPACE + _TAIL, published=None)),
    "in Korean on two sites": (
        Release(SPACE_KO, language="ko"),
        Release("홈 | 정치 | 경제. " + SPACE_KO.replace("밝혔다", "전했다") + " 무단 전재 금지.", language="ko"),
    ),
    "in two languages": (Release(SPACE), Release(SPACE_KO, language="ko")),
    "in two languages, a day apart": (
        Release(SPACE),
        Release(SPACE_KO, language="ko", published=PartialDate(2023, 11, 23)),
    ),
    "in two languages, with a sum": (Release(FUND), Release(FUND_KO, language="ko")),
    "in two languages, furniture on one": (Release(_SITE + SPACE + _TAIL), Release(SPACE_KO, language="ko")),
    "two firms, touched up": (Release(FIRMS), Release(FIRMS.replace("look for sites", "search for sites") + _TAIL)),
}
APART: dict[str, tuple[Release, Release]] = {
    "a follow-up a year later": (
        Release(SPACE),
        Release(SPACE.replace("2023", "2024"), published=PartialDate(2024, 11, 22)),
    ),
    "the same words a year later": (Release(SPACE), Release(SPACE, published=PartialDate(2024, 11, 22))),
    "another year in the text, no day of publication": (
        Release(SPACE, published=None),
        Release(SPACE.replace("2023", "2024"), published=None),
    ),
    "another country": (Release(SPACE), Release(SPACE.replace("Republic of Korea", "Kingdom of Norway"))),
    "another country in Korean": (
        Release(SPACE_KO, language="ko"),
        Release(SPACE_KO.replace("영국", "일본").replace("런던", "도쿄"), language="ko"),
    ),
    "another sum": (Release(FUND), Release(FUND.replace("£5 million", "£8 million"))),
    "another sum in Korean": (
        Release(FUND_KO, language="ko"),
        Release(FUND_KO.replace("500만", "800만"), language="ko"),
    ),
    "another pair of firms": (
        Release(FIRMS),
        Release(FIRMS.replace("Northmoor", "Eastcliff").replace("Haeun", "Daeseong")),
    ),
    "two memoranda of one day": (Release(SPACE), Release(QUANTUM)),
    "two memoranda of one day in Korean": (Release(SPACE_KO, language="ko"), Release(QUANTUM_KO, language="ko")),
    "two memoranda of one day in two languages": (Release(SPACE), Release(QUANTUM_KO, language="ko")),
    "another sum in the other language": (Release(FUND), Release(FUND_KO.replace("500만", "800만"), language="ko")),
    "a year apart in two languages": (
        Release(SPACE),
        Release(SPACE_KO.replace("2023", "2024"), language="ko", published=PartialDate(2024, 11, 22)),
    ),
    "two weeks apart in two languages": (
        Release(SPACE),
        Release(SPACE_KO, language="ko", published=PartialDate(2023, 12, 6)),
    ),
    "still to be signed in the other language": (Release(SPACE), Release(TO_COME_KO, language="ko")),
    "other bodies in the other language": (Release(SPACE), Release(OTHERS_KO, language="ko")),
}
