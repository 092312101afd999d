/* Titles and numbers: domain.md 2. Numbers of the *-TN set are of one province and stand on no paper; 17- and 18-KNĐ
 * have no title that is known and do not exist here. */
#include "paper/kind.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <string.h>

const struct paper_kind paper_kinds[] = {
	{"cell-list", N_("Cell: put on the list"), "NGHỊ QUYẾT",
		"lựa chọn quần chúng ưu tú đưa vào diện cảm tình Đảng và phân công đảng viên chính "
		"thức "
		"theo dõi, giúp đỡ",
		NULL, SIGNS_CELL, PAPER_RESOLUTION, EVENT_LISTED, 0, true, .day = "ngay_cam_tinh",
		.number = "so_nq_cam_tinh"},
	{"cell-mentor", N_("Cell: assign mentors"), "NGHỊ QUYẾT",
		"phân công đảng viên chính thức theo dõi, giúp đỡ cảm tình Đảng", NULL, SIGNS_CELL,
		PAPER_RESOLUTION, EVENT_LISTED, 0, true},
	{"cell-class", N_("Cell: propose for the class"), "NGHỊ QUYẾT",
		"đề nghị cho cảm tình Đảng học lớp bồi dưỡng nhận thức về Đảng", NULL, SIGNS_CELL,
		PAPER_RESOLUTION, EVENT_CLASS, 0, true},
	{"cell-papers", N_("Cell: propose to begin the papers"), "NGHỊ QUYẾT",
		"đề nghị cho cảm tình Đảng được làm thủ tục xem xét kết nạp", NULL, SIGNS_CELL,
		PAPER_RESOLUTION, EVENT_PAPERS, 0, true},
	{"committee-papers", N_("Committee: allow to begin the papers"), "NGHỊ QUYẾT",
		"cho cảm tình Đảng được làm thủ tục xem xét kết nạp", NULL, SIGNS_COMMITTEE,
		PAPER_RESOLUTION, EVENT_PAPERS, 0, true, .day = "ngay_lam_thu_tuc",
		.number = "so_nq_lam_thu_tuc"},
	{"check-letter", N_("Letter: ask for a background check"), "CÔNG VĂN",
		"đề nghị thẩm tra lý lịch của người vào Đảng", NULL, SIGNS_COMMITTEE, PAPER_LETTER,
		EVENT_DOSSIER, 0, false},
	{"opinions", N_("Summary of opinions, admission"), "TỔNG HỢP Ý KIẾN NHẬN XÉT",
		"của các đoàn thể chính trị - xã hội nơi sinh hoạt và chi ủy (hoặc chi bộ) nơi cư "
		"trú đối với "
		"người vào Đảng",
		"5-KNĐ", SIGNS_CELL, PAPER_OTHER, EVENT_CELL_VOTE, 0, false},
	{"cell-admission", N_("Cell: propose to admit"), "NGHỊ QUYẾT", "đề nghị kết nạp đảng viên",
		"6-KNĐ", SIGNS_CELL, PAPER_RESOLUTION, EVENT_CELL_VOTE, VOTE_ADMISSION, false,
		.day = "ngay_nq_chi_bo", .number = "so_nq_chi_bo"},
	{"committee-admission", N_("Committee: propose to admit"), "NGHỊ QUYẾT",
		"đề nghị kết nạp đảng viên", "8-KNĐ", SIGNS_COMMITTEE, PAPER_RESOLUTION,
		EVENT_COMMITTEE, VOTE_ADMISSION, false, .day = "ngay_nq_dang_uy",
		.number = "so_nq_dang_uy"},
	{"decision", N_("Decision to admit"), "QUYẾT ĐỊNH", "kết nạp đảng viên", "9-KNĐ",
		SIGNS_STANDING, PAPER_DECISION, EVENT_DECISION, VOTE_ADMISSION, false,
		.day = "ngay_quyet_dinh", .number = "so_quyet_dinh"},
	{"cell-recognition", N_("Cell: propose to recognise"), "NGHỊ QUYẾT",
		"đề nghị công nhận đảng viên chính thức", "13-KNĐ", SIGNS_CELL, PAPER_RESOLUTION,
		EVENT_RECOGNISED, VOTE_RECOGNITION, false, .day = "ngay_nq_chi_bo",
		.number = "so_nq_chi_bo"},
	{"committee-recognition", N_("Committee: propose to recognise"), "NGHỊ QUYẾT",
		"đề nghị công nhận đảng viên chính thức", "15-KNĐ", SIGNS_COMMITTEE,
		PAPER_RESOLUTION, EVENT_RECOGNISED, VOTE_RECOGNITION, false,
		.day = "ngay_nq_dang_uy", .number = "so_nq_dang_uy"},
	{"recognition", N_("Decision to recognise"), "QUYẾT ĐỊNH", "công nhận đảng viên chính thức",
		"16-KNĐ", SIGNS_STANDING, PAPER_DECISION, EVENT_RECOGNISED, VOTE_RECOGNITION, false,
		.day = "ngay_cong_nhan", .number = "so_qd_cong_nhan"},
	{"recognition-notice", N_("Notice of a recognition"), "PHIẾU BÁO",
		"đảng viên được công nhận chính thức", NULL, SIGNS_OFFICE, PAPER_NOTICE,
		EVENT_RECOGNISED, 0, false},
	{"referral", N_("Referral of one who moves"), "CÔNG VĂN", "giới thiệu người vào Đảng", NULL,
		SIGNS_COMMITTEE, PAPER_LETTER, EVENT_MOVED, 0, false},
	{"help-certificate", N_("Certificate of one who is being helped"), "GIẤY CHỨNG NHẬN",
		"người vào Đảng đang trong thời gian được tổ chức đảng giúp đỡ, xem xét kết nạp",
		NULL, SIGNS_COMMITTEE, PAPER_OTHER, EVENT_MOVED, 0, false},
	{"data-sheet", N_("Data to copy by hand from (1-KNĐ, 2-KNĐ)"), "PHIẾU SỐ LIỆU",
		"để người vào Đảng đối chiếu khi tự viết đơn và lý lịch", NULL, SIGNS_OFFICE,
		PAPER_OTHER, EVENT_DOSSIER, 0, false, true},
};
const size_t paper_kind_count = ARRAY_LEN(paper_kinds);

const struct paper_kind *paper_kind_of(const char *code)
{
	for (size_t i = 0; i < paper_kind_count; i++)
		if (strcmp(paper_kinds[i].code, code) == 0)
			return &paper_kinds[i];
	return NULL;
}
