"""The only list of codes that the register uses, with their names in English and Korean.

Models, reading, filters, exports and labels all read it. Codes are stable and lower-case; a word that a source uses
instead is an alias of a rule in `agreements.reading`, never a new code here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ENGLISH, KOREAN = "en", "ko"


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a vocabulary and what it is called in each language."""

    code: str
    en: str
    ko: str
    parent: str | None = None

    def label(self, language: str) -> str:
        """The name in `language`; every language but Korean reads the English one."""
        return self.ko if language.startswith(KOREAN) else self.en


class Vocabulary(Mapping[str, Term]):
    """An ordered, closed set of terms."""

    def __init__(self, *terms: Term) -> None:
        self._terms = {term.code: term for term in terms}
        if len(self._terms) != len(terms):
            raise ValueError("a code stands twice in a vocabulary")

    def __getitem__(self, code: str) -> Term:
        return self._terms[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self._terms)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Pairs for a model field or a form, in English."""
        return [(term.code, term.en) for term in self._terms.values()]

    def label(self, code: str, language: str) -> str:
        """The name of `code`, or the code itself when it is not of this vocabulary."""
        term = self._terms.get(code)
        return term.label(language) if term else code

    def roots(self) -> tuple[Term, ...]:
        """Terms without a parent."""
        return tuple(term for term in self._terms.values() if term.parent is None)

    def children(self, code: str) -> tuple[Term, ...]:
        """Terms directly below `code`."""
        return tuple(term for term in self._terms.values() if term.parent == code)

    def with_children(self, code: str) -> tuple[str, ...]:
        """`code` and the codes below it: what a filter on `code` means."""
        return (code, *(term.code for term in self.children(code)))


FORMS = Vocabulary(
    Term("treaty", "Treaty", "조약"),
    Term("convention", "Convention", "협약"),
    Term("agreement", "Agreement", "협정"),
    Term("fta", "Free trade agreement", "자유무역협정"),
    Term("protocol", "Protocol", "의정서"),
    Term("exchange-of-notes", "Exchange of notes", "교환각서"),
    Term("mou", "Memorandum of understanding", "양해각서"),
    Term("arrangement", "Arrangement", "약정"),
    Term("framework", "Framework", "프레임워크"),
    Term("accord", "Accord or declaration", "합의·선언"),
    Term("partnership", "Partnership", "파트너십"),
    Term("statement", "Joint statement", "공동성명"),
    Term("letter-of-intent", "Letter of intent", "의향서"),
    Term("roadmap", "Roadmap or action plan", "로드맵"),
    Term("fund", "Joint fund or funding call", "공동기금"),
    Term("programme", "Joint programme or scheme", "공동사업"),
    Term("dialogue", "Standing dialogue or committee", "협의체"),
    Term("contract", "Commercial contract", "계약"),
    Term("investment", "Announced investment", "투자 발표"),
    Term("sister-city", "Sister-city tie", "자매결연"),
    Term("other", "Other / not stated", "기타"),
)

LEGAL_NATURES = Vocabulary(
    Term("binding", "Binding in international law", "국제법상 구속력"),
    Term("non-binding", "Non-binding", "구속력 없음"),
    Term("mixed", "Mixed", "혼합"),
    Term("contract", "Contract in national law", "국내법상 계약"),
    Term("not-established", "Not established", "미확인"),
)

LEVELS = Vocabulary(
    Term("government", "Between governments", "정부 간"),
    Term("agency", "Between ministries or agencies", "부처·기관 간"),
    Term("parliament", "Between parliaments", "의회 간"),
    Term("sub-national", "Between local governments", "지방정부 간"),
    Term("institution", "Between universities, research or public bodies", "대학·연구·공공기관"),
    Term("business", "Between businesses", "기업·경제단체"),
    Term("public-private", "Public–private", "민관"),
    Term("not-established", "Not established", "미확인"),
)

STATUSES = Vocabulary(
    Term("announced", "Announced", "발표"),
    Term("negotiating", "In negotiation", "협상 중"),
    Term("agreed", "Agreed in principle", "타결"),
    Term("signed", "Signed", "서명"),
    Term("provisional", "Applied provisionally", "잠정 적용"),
    Term("in-force", "In force", "발효 중"),
    Term("in-effect", "In effect", "시행 중"),
    Term("suspended", "Suspended", "정지"),
    Term("completed", "Completed", "이행 완료"),
    Term("expired", "Expired", "만료"),
    Term("terminated", "Terminated", "종료"),
    Term("superseded", "Superseded", "대체됨"),
    Term("lapsed", "Not concluded", "무산"),
    Term("unclear", "Not established", "미확인"),
)

REPORTED_STATUSES = Vocabulary(*STATUSES.values(), Term("amended", "Amended or renewed", "개정·연장"))
"""What a press item may assert: every status, and `amended`, which becomes an action on acceptance."""

ACTIONS = Vocabulary(
    Term("announced", "Announced", "발표"),
    Term("talks-launched", "Talks launched", "협상 개시"),
    Term("round", "Round of talks", "협상 라운드"),
    Term("concluded", "Negotiations concluded", "협상 타결"),
    Term("initialled", "Initialled", "가서명"),
    Term("signed", "Signed", "서명"),
    Term("laid", "Laid before Parliament", "영국 의회 제출"),
    Term("scrutiny-period-ends", "Scrutiny period ends", "심사 기간 종료"),
    Term("ratified", "Ratified", "비준"),
    Term("published", "Text published", "문서 공개"),
    Term("council-approved", "Approved by the State Council", "국무회의 의결"),
    Term("assembly-consented", "National Assembly consented", "국회 비준 동의"),
    Term("promulgated", "Promulgated", "공포"),
    Term("provisional-application", "Applied provisionally", "잠정 적용"),
    Term("entered-into-force", "Entered into force", "발효"),
    Term("came-into-effect", "Came into effect", "시행"),
    Term("amended", "Amended", "개정"),
    Term("renewed", "Renewed", "갱신"),
    Term("review-due", "Review due", "검토 예정"),
    Term("reviewed", "Reviewed", "검토"),
    Term("committee-met", "Committee met", "위원회 개최"),
    Term("milestone", "Milestone", "이행 성과"),
    Term("suspended", "Suspended", "정지"),
    Term("notice-of-termination", "Notice of termination", "종료 통보"),
    Term("terminated", "Terminated", "종료"),
    Term("expires", "Expires", "만료"),
    Term("superseded", "Superseded", "대체"),
    Term("completed", "Completed", "이행 완료"),
    Term("withdrawn", "Withdrawn", "철회"),
    Term("abandoned", "Abandoned", "무산"),
)

SECTORS = Vocabulary(
    Term("technology", "Science & technology", "과학기술"),
    Term("ai", "AI", "인공지능", "technology"),
    Term("quantum", "Quantum", "양자", "technology"),
    Term("semiconductors", "Semiconductors", "반도체", "technology"),
    Term("space", "Space", "우주", "technology"),
    Term("science-research", "Science & research", "과학·연구", "technology"),
    Term("digital", "Digital", "디지털"),
    Term("digital-government", "Digital government", "디지털정부", "digital"),
    Term("telecoms-data", "Telecoms & data", "통신·데이터", "digital"),
    Term("security-cyber", "Security & cyber", "안보·사이버", "digital"),
    Term("defence-justice", "Defence & justice", "국방·사법"),
    Term("defence", "Defence & defence industry", "국방·방산", "defence-justice"),
    Term("justice", "Justice & policing", "사법·치안", "defence-justice"),
    Term("economy", "Economy", "경제"),
    Term("trade", "Trade", "통상", "economy"),
    Term("investment", "Investment", "투자", "economy"),
    Term("supply-chains", "Supply chains", "공급망", "economy"),
    Term("finance", "Finance & tax", "금융·조세", "economy"),
    Term("industry", "Industry & small business", "산업·중소기업", "economy"),
    Term("intellectual-property", "Intellectual property & standards", "지식재산·표준", "economy"),
    Term("energy-climate", "Energy & climate", "에너지·기후"),
    Term("energy-nuclear", "Nuclear", "원자력", "energy-climate"),
    Term("energy-clean", "Clean energy", "청정에너지", "energy-climate"),
    Term("climate", "Climate & environment", "기후·환경", "energy-climate"),
    Term("society", "Society", "사회"),
    Term("health-life-sciences", "Health & life sciences", "보건·생명과학", "society"),
    Term("education-skills", "Education & skills", "교육·인재", "society"),
    Term("culture", "Culture, creative & sport", "문화·창조산업", "society"),
    Term("mobility", "Visas, work & mobility", "인적교류·고용", "society"),
    Term("transport", "Transport, cities & infrastructure", "교통·도시·인프라"),
    Term("aviation", "Aviation", "항공", "transport"),
    Term("maritime", "Maritime & shipbuilding", "해양·조선", "transport"),
    Term("cooperation", "Cooperation", "협력"),
    Term("diplomacy", "Foreign policy & dialogue", "외교", "cooperation"),
    Term("development", "Development cooperation", "개발협력", "cooperation"),
    Term("local-government", "Local & city ties", "지방협력", "cooperation"),
    Term("agriculture-food", "Agriculture & food", "농식품", "cooperation"),
    Term("other", "Other", "기타", "cooperation"),
)
"""Two levels; either may be tagged, and a filter on a parent includes its children. `transport` is both the parent of
aviation and maritime and the tag for what is neither."""

GENERAL = "-general"
GENERAL_SECTORS = Vocabulary(
    *(Term(f"{root.code}{GENERAL}", f"{root.en}, in general", f"{root.ko} 일반", root.code) for root in SECTORS.roots())
)
"""What is tagged with a parent sector itself and not with one below it, as a choice of the list; never a tag."""

RELATIONS = Vocabulary(
    Term("amends", "Amends", "개정 대상"),
    Term("renews", "Renews", "갱신 대상"),
    Term("supersedes", "Supersedes", "대체 대상"),
    Term("implements", "Implements", "이행 근거"),
    Term("part-of", "Part of", "소속"),
    Term("annex-to", "Annex to", "부속 대상"),
    Term("follows-from", "Follows from", "후속 대상"),
    Term("announced-with", "Announced with", "함께 발표"),
)

INVERSE_RELATIONS = Vocabulary(
    Term("amends", "Amended by", "개정 문서"),
    Term("renews", "Renewed by", "갱신 문서"),
    Term("supersedes", "Superseded by", "대체 문서"),
    Term("implements", "Implemented by", "이행 문서"),
    Term("part-of", "Includes", "포함"),
    Term("annex-to", "Has annex", "부속 문서"),
    Term("follows-from", "Led to", "후속 문서"),
    Term("announced-with", "Announced with", "함께 발표"),
)
"""The same relations read from their other end."""

CAPACITIES = Vocabulary(
    Term("signed", "Signed", "서명"),
    Term("initialled", "Initialled", "가서명"),
    Term("witnessed", "Witnessed", "참관"),
    Term("lead", "Lead", "주관"),
    Term("implementing", "Implementing", "이행"),
    Term("funder", "Funder", "출연"),
    Term("beneficiary", "Beneficiary", "수혜"),
    Term("named", "Named (capacity not stated)", "언급 (자격 미상)"),
)

ACTIVITIES = Vocabulary(
    Term("active", "Active", "활동 중"),
    Term("quiet", "Quiet", "소강"),
    Term("dormant", "Dormant", "휴면"),
    Term("not-known", "Not known", "미확인"),
)
"""By the newest dated source or step; the rule is `domain.activity`."""

MONEY_KINDS = Vocabulary(
    Term("pledge", "Pledge", "공약"),
    Term("commitment", "Commitment", "약정액"),
    Term("contract", "Contract value", "계약액"),
    Term("disbursement", "Disbursement", "집행액"),
    Term("private-investment", "Private investment", "민간 투자"),
    Term("in-kind", "In kind", "현물"),
    Term("not-established", "Not established", "미확인"),
)

SIDES = Vocabulary(
    Term("uk", "United Kingdom", "영국"),
    Term("kr", "Republic of Korea", "대한민국"),
    Term("other", "Third party", "제3자"),
)

ACTION_SIDES = Vocabulary(Term("joint", "Both sides", "양측"), SIDES["uk"], SIDES["kr"])

NATURES = Vocabulary(
    Term("actual", "Took place", "실제"),
    Term("scheduled", "Scheduled", "예정"),
    Term("computed", "Computed", "산출"),
)

PRECISIONS = Vocabulary(
    Term("day", "Day", "일"),
    Term("month", "Month", "월"),
    Term("year", "Year", "연"),
    Term("unknown", "Not stated", "미상"),
)

RECORD_STATES = Vocabulary(
    Term("draft", "Draft", "초안"),
    Term("in-review", "In review", "검토 중"),
    Term("published", "Published", "공개"),
    Term("withdrawn", "Withdrawn", "공개 철회"),
    Term("merged", "Merged", "병합"),
)

ORGANISATION_KINDS = Vocabulary(
    Term("government", "Government", "정부"),
    Term("ministry", "Ministry or department", "부처"),
    Term("agency", "Agency or public body", "기관"),
    Term("parliament", "Parliament", "의회"),
    Term("local", "Local government", "지방정부"),
    Term("university", "University or research institute", "대학·연구소"),
    Term("company", "Company", "기업"),
    Term("association", "Business or civil association", "단체"),
    Term("international", "International body", "국제기구"),
    Term("other", "Other", "기타"),
)

OCCASION_KINDS = Vocabulary(
    Term("state-visit", "State visit", "국빈 방문"),
    Term("summit", "Summit", "정상회담"),
    Term("ministerial", "Ministerial meeting", "장관회담"),
    Term("dialogue", "Dialogue or committee", "대화·위원회"),
    Term("signing", "Signing", "서명식"),
    Term("other", "Other", "기타"),
)

STRENGTHS = Vocabulary(
    Term("quotation", "Quotation", "인용"),
    Term("reference", "Reference", "출처"),
    Term("judgement", "Editor’s judgement", "편집자 판단"),
)

TEXT_KINDS = Vocabulary(
    Term("original", "Publisher’s text", "원문"),
    Term("digest", "Our digest", "자체 요약"),
)

LANGUAGES = Vocabulary(Term("en", "English", "영어"), Term("ko", "Korean", "한국어"))

CONFIDENCES = Vocabulary(
    Term("high", "Well supported", "근거 충분"),
    Term("medium", "Partly supported", "일부 근거"),
    Term("low", "Weakly supported", "근거 부족"),
)
"""How well a record's compiler thought it supported; said of a record, never of a value."""

CASE_STATES = Vocabulary(
    Term("open", "Open", "검토 중"),
    Term("upheld", "Corrected", "정정"),
    Term("partly", "Corrected in part", "일부 정정"),
    Term("refused", "Kept as it was", "유지"),
    Term("withdrawn", "Taken back by its sender", "제보자 철회"),
    Term("joined", "Decided with another case", "다른 건과 함께 처리"),
    Term("spam", "Set aside", "처리 제외"),
)
"""Of what a reader says is wrong with a record."""

VALUES = Vocabulary(
    Term("title_en", "English title", "영문 제목"),
    Term("title_ko", "Korean title", "국문 제목"),
    Term("other_name", "Other name", "다른 이름"),
    Term("form", "Form", "형식"),
    Term("legal_nature", "Legal nature", "법적 성격"),
    Term("level", "Level", "체결 주체 수준"),
    Term("summary_en", "English summary", "영문 요약"),
    Term("summary_ko", "Korean summary", "국문 요약"),
    Term("status", "Status", "상태"),
    Term("occasion", "Occasion", "계기"),
    Term("sector", "Sector", "분야"),
    Term("action", "Action", "경과"),
    Term("place", "Place", "장소"),
    Term("signatory", "Signatory", "서명 주체"),
    Term("amount", "Amount", "금액"),
    Term("relation", "Relation", "관계"),
)
"""The public values of an agreement that evidence can stand under."""
