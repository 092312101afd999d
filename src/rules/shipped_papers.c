/* The papers of a way to admission (domain.md 1.7, 1.10, 2): titles as the office knows them; a form number only
 * where it is confirmed (never for 17- and 18-KNĐ). Those of *-TN are of one province. */
#include "rules/rules.h"
#include "rules/shipped.h"

#define HANOI	     CITE(DOC_HANOI, NULL, MARK_LOCAL)
#define FORMS	     CITE(DOC_12_HD, NULL, MARK_QUOTED)
#define READ_FORM    CITE(DOC_12_HD, NULL, MARK_READ)
#define GUIDE(point) CITE(DOC_06_HD, point, MARK_READ)
#define LETTERS	     CITE(DOC_1361, NULL, MARK_QUOTED)

const struct rule_paper shipped_papers[SHIPPED_PAPERS] = {
	/* put on the list */
	{"1-TN", "1A/1B-TN",
		"Nghị quyết lựa chọn quần chúng ưu tú đưa vào diện cảm tình Đảng và phân công đảng "
		"viên chính thức theo dõi, giúp đỡ",
		PAPER_STEP_LIST, PAPER_ALL, MOVER_CELL, EVENT_LISTED, false, HANOI},
	{"2-TN", "2-TN", "Phiếu lấy ý kiến phụ huynh", PAPER_STEP_LIST, PAPER_IF_PUPIL, MOVER_CELL,
		0, false, HANOI},
	{"3-TN", "3A/3B-TN",
		"Nghị quyết phân công đảng viên chính thức theo dõi, giúp đỡ cảm tình Đảng",
		PAPER_STEP_LIST, PAPER_OPTIONAL, MOVER_CELL, 0, false, HANOI},
	/* the class */
	{"4-TN", "4A/4B-TN",
		"Nghị quyết đề nghị cho cảm tình Đảng học lớp bồi dưỡng nhận thức về Đảng",
		PAPER_STEP_CLASS, PAPER_OPTIONAL, MOVER_CELL, 0, false, HANOI},
	{"CN-NTVD", "CN-NTVĐ", "Giấy chứng nhận học lớp bồi dưỡng nhận thức về Đảng",
		PAPER_STEP_CLASS, PAPER_ALL, MOVER_CENTRE, EVENT_CLASS, false, GUIDE("3.1")},
	/* the dossier */
	{"5-TN", "5-TN",
		"Nghị quyết đề nghị cho cảm tình Đảng được làm thủ tục xem xét kết nạp (của chi "
		"bộ)",
		PAPER_STEP_PAPERS, PAPER_OPTIONAL, MOVER_CELL, 0, false, HANOI},
	{"6-TN", "6-TN",
		"Nghị quyết cho cảm tình Đảng được làm thủ tục xem xét kết nạp (của đảng ủy)",
		PAPER_STEP_PAPERS, PAPER_ALL, MOVER_COMMITTEE, EVENT_PAPERS, false, HANOI},
	{"khai-sinh", NULL, "Giấy khai sinh", PAPER_STEP_PAPERS, PAPER_ALL, MOVER_CANDIDATE, 0,
		false, HANOI},
	{"van-bang", NULL, "Bằng tốt nghiệp, văn bằng về học vấn", PAPER_STEP_PAPERS, PAPER_ALL,
		MOVER_CANDIDATE, 0, false, HANOI},
	{"1-KND", "1-KNĐ", "Đơn xin vào Đảng", PAPER_STEP_PAPERS, PAPER_ALL, MOVER_CANDIDATE, 0,
		false, READ_FORM},
	{"2-KND", "2-KNĐ", "Lý lịch của người xin vào Đảng", PAPER_STEP_PAPERS, PAPER_ALL,
		MOVER_CANDIDATE, 0, false, FORMS},
	{"de-nghi-tham-tra", NULL, "Công văn đề nghị thẩm tra lý lịch của người vào Đảng",
		PAPER_STEP_PAPERS, PAPER_OPTIONAL, MOVER_COMMITTEE, 0, false, LETTERS},
	{"tham-tra", NULL, "Văn bản thẩm tra lý lịch (chỉ ghi đã có, ngày, nơi lưu)",
		PAPER_STEP_PAPERS, PAPER_IF_CHECKED, MOVER_OTHERS, 0, false, GUIDE("3.4")},
	{"3-KND-1", "3-KNĐ", "Giấy giới thiệu người vào Đảng (đảng viên thứ nhất)",
		PAPER_STEP_PAPERS, PAPER_ALL, MOVER_MENTOR, 0, true, READ_FORM},
	{"3-KND-2", "3-KNĐ", "Giấy giới thiệu người vào Đảng (đảng viên thứ hai)",
		PAPER_STEP_PAPERS, PAPER_IF_TWO_MEMBERS, MOVER_MENTOR, 0, true, READ_FORM},
	{"4-KND", "4-KNĐ", "Nghị quyết giới thiệu đoàn viên ưu tú vào Đảng", PAPER_STEP_PAPERS,
		PAPER_IF_YOUTH, MOVER_UNIONS, 0, true, READ_FORM},
	{"4A-KND", "4A-KNĐ", "Nghị quyết giới thiệu đoàn viên công đoàn vào Đảng",
		PAPER_STEP_PAPERS, PAPER_IF_UNION, MOVER_UNIONS, 0, true, READ_FORM},
	{"5-KND", "5-KNĐ",
		"Tổng hợp ý kiến nhận xét của các đoàn thể chính trị - xã hội nơi sinh hoạt và chi "
		"ủy nơi cư trú đối với người vào Đảng",
		PAPER_STEP_PAPERS, PAPER_ALL, MOVER_CELL, 0, true, READ_FORM},
	/* votes and decision */
	{"6-KND", "6-KNĐ", "Nghị quyết đề nghị kết nạp đảng viên (của chi bộ)", PAPER_STEP_CELL,
		PAPER_ALL, MOVER_CELL, EVENT_CELL_VOTE, false, FORMS},
	{PAPER_SENT_UP, NULL, "Hồ sơ đề nghị kết nạp của chi bộ gửi lên đảng ủy (ngày gửi)",
		PAPER_STEP_COMMITTEE, PAPER_OPTIONAL, MOVER_CELL, 0, false, HANOI},
	{"7-KND", "7-KNĐ",
		"Báo cáo của đảng ủy bộ phận về việc thẩm định nghị quyết của chi bộ đề nghị kết "
		"nạp đảng viên",
		PAPER_STEP_COMMITTEE, PAPER_IF_SUBCOMMITTEE, MOVER_COMMITTEE, 0, false, FORMS},
	{"8-KND", "8-KNĐ", "Nghị quyết đề nghị kết nạp đảng viên (của đảng ủy cơ sở)",
		PAPER_STEP_COMMITTEE, PAPER_ALL, MOVER_COMMITTEE, EVENT_COMMITTEE, false, FORMS},
	{"9-KND", "9-KNĐ", "Quyết định kết nạp đảng viên", PAPER_STEP_DECISION, PAPER_ALL,
		MOVER_DECIDER, EVENT_DECISION, false, FORMS},
	/* after the ceremony */
	{"ly-lich-dang-vien", NULL, "Lý lịch đảng viên", PAPER_STEP_CEREMONY, PAPER_ALL,
		MOVER_PROBATIONER, 0, false, HANOI},
	{"phieu-dang-vien", NULL, "Phiếu đảng viên", PAPER_STEP_CEREMONY, PAPER_ALL,
		MOVER_PROBATIONER, 0, false, HANOI},
	{"co-so-du-lieu", NULL, "Cập nhật vào cơ sở dữ liệu đảng viên", PAPER_STEP_CEREMONY,
		PAPER_ALL, MOVER_OFFICE, 0, false, HANOI},
	/* after twelve months */
	{"CN-DVM", NULL, "Giấy chứng nhận học lớp bồi dưỡng đảng viên mới", PAPER_STEP_PROBATION,
		PAPER_ALL, MOVER_CENTRE, 0, false, GUIDE("4")},
	{"10-KND", "10-KNĐ", "Bản tự kiểm điểm của đảng viên dự bị", PAPER_STEP_PROBATION,
		PAPER_ALL, MOVER_PROBATIONER, 0, false, FORMS},
	{"11-KND", "11-KNĐ", "Bản nhận xét đảng viên dự bị của đảng viên được phân công giúp đỡ",
		PAPER_STEP_PROBATION, PAPER_ALL, MOVER_MENTOR, 0, false, FORMS},
	{"12-KND", "12-KNĐ",
		"Tổng hợp ý kiến nhận xét của đoàn thể và chi ủy nơi cư trú đối với đảng viên dự "
		"bị",
		PAPER_STEP_PROBATION, PAPER_ALL, MOVER_CELL, 0, false, FORMS},
	/* recognition */
	{"13-KND", "13-KNĐ", "Nghị quyết đề nghị công nhận đảng viên chính thức (của chi bộ)",
		PAPER_STEP_RECOGNITION, PAPER_ALL, MOVER_CELL, 0, false, FORMS},
	{"14-KND", "14-KNĐ",
		"Báo cáo của đảng ủy bộ phận thẩm định nghị quyết đề nghị công nhận đảng viên "
		"chính thức",
		PAPER_STEP_RECOGNITION, PAPER_IF_SUBCOMMITTEE, MOVER_COMMITTEE, 0, false, FORMS},
	{"15-KND", "15-KNĐ",
		"Nghị quyết đề nghị công nhận đảng viên chính thức (của đảng ủy cơ sở)",
		PAPER_STEP_RECOGNITION, PAPER_ALL, MOVER_COMMITTEE, 0, false, FORMS},
	{"16-KND", "16-KNĐ", "Quyết định công nhận đảng viên chính thức", PAPER_STEP_RECOGNITION,
		PAPER_ALL, MOVER_DECIDER, EVENT_RECOGNISED, false, FORMS},
	{"phieu-bao", NULL, "Phiếu báo đảng viên được công nhận chính thức", PAPER_STEP_RECOGNITION,
		PAPER_OPTIONAL, MOVER_COMMITTEE, 0, false, LETTERS},
	/* moving: one entry for the four letters of introduction, by how far the papers had come */
	{"gioi-thieu-chuyen", NULL, "Công văn giới thiệu người vào Đảng", PAPER_STEP_MOVE,
		PAPER_IF_MOVING, MOVER_COMMITTEE, 0, false, LETTERS},
	{"chung-nhan-giup-do", NULL,
		"Giấy chứng nhận người vào Đảng đang trong thời gian được tổ chức đảng giúp đỡ, "
		"xem xét kết nạp",
		PAPER_STEP_MOVE, PAPER_OPTIONAL, MOVER_COMMITTEE, 0, false, LETTERS},
	/* striking off, cancelling (Hà Nội numbers them so) */
	{"9F-XTDV", "9F/9G-XTĐV", "Quyết định xóa tên đảng viên dự bị", PAPER_STEP_REMOVAL,
		PAPER_OPTIONAL, MOVER_DECIDER, 0, false, HANOI},
	{"9H-HKN", "9H/9K-HKN", "Quyết định hủy quyết định kết nạp, kết nạp lại đảng viên",
		PAPER_STEP_REMOVAL, PAPER_OPTIONAL, MOVER_DECIDER, 0, false, HANOI},
};
