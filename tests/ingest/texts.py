"""Texts of our own for tests of the pull."""

SPACE = (
    "The United Kingdom and the Republic of Korea signed a memorandum of understanding on space cooperation in"
    " London on 22 November 2023. The Department for Science, Innovation and Technology and the Ministry of"
    " Science and ICT will meet once a year to look at launch sites, satellite data and the training of young"
    " engineers from both sides."
)
QUANTUM = (
    "South Korea and the United Kingdom signed a memorandum of understanding on quantum technology on 3 March 2026, the"
    " Ministry of Science and ICT said. Laboratories of both sides will share measurements and exchange researchers for"
    " up to two years, and a joint committee is to report on progress every spring."
)
KOREAN = (
    "한국과 영국은 2023년 11월 22일 런던에서 디지털정부 협력에 관한 양해각서를 체결했다. 행정안전부와 영국 내각부는"
    " 인공지능과 클라우드를 활용한 공공서비스 개선 경험을 나누고 매년 한 차례 회의를 열기로 했다고 밝혔다."
)
