/* The other way round: how a value is written in our own files, always in Vietnamese as the headings are, so that it is
 * read again whatever language the program speaks. */
#include "base/mem.h"
#include "exchange/word.h"

const char *word_of_sex(char sex)
{
	return sex == 'm' ? "Nam" : sex == 'f' ? "Nữ" : "";
}

const char *word_of_cell_type(enum cell_type t)
{
	static const char *const words[] = {
		[CELL_RESIDENTIAL] = "Khu dân cư",
		[CELL_SCHOOL] = "Trường học",
		[CELL_MILITARY] = "Quân sự",
		[CELL_POLICE] = "Công an",
		[CELL_HEALTH] = "Trạm y tế",
		[CELL_OFFICE] = "Cơ quan",
		[CELL_ENTERPRISE] = "Doanh nghiệp",
		[CELL_OTHER] = "Loại hình khác",
	};
	return (size_t)t < ARRAY_LEN(words) && words[t] ? words[t] : "";
}

/* Written out, which nobody does by hand: 12/12 or THPT is a grade as it was written. */
const char *word_of_education(int e)
{
	static const char *const words[] = {"", "Biết đọc, biết viết", "Giáo dục tiểu học",
		"Trung học cơ sở", "Trung học phổ thông"};
	return e > 0 && e < (int)ARRAY_LEN(words) ? words[e] : "";
}

const char *word_of_professional(int p)
{
	static const char *const words[] = {
		"", "Sơ cấp", "Trung cấp", "Cao đẳng", "Đại học", "Thạc sĩ", "Tiến sĩ"};
	return p > 0 && p < (int)ARRAY_LEN(words) ? words[p] : "";
}

const char *word_of_event(enum event_kind k)
{
	static const char *const words[] = {
		[EVENT_FOUND] = "Phát hiện, giới thiệu",
		[EVENT_LISTED] = "Đưa vào danh sách cảm tình Đảng",
		[EVENT_CLASS] = "Cấp giấy chứng nhận",
		[EVENT_PAPERS] = "Được làm thủ tục",
		[EVENT_DOSSIER] = "Lập hồ sơ",
		[EVENT_CELL_VOTE] = "Nghị quyết chi bộ",
		[EVENT_COMMITTEE] = "Nghị quyết đảng ủy",
		[EVENT_DECISION] = "Quyết định kết nạp",
		[EVENT_CEREMONY] = "Lễ kết nạp",
		[EVENT_RECOGNISED] = "Công nhận chính thức",
		[EVENT_OFF_LIST] = "Đưa ra khỏi danh sách",
		[EVENT_MOVED] = "Chuyển đi",
		[EVENT_VOTE_FAILED] = "Không đủ phiếu",
		[EVENT_REFUSED] = "Không đồng ý",
		[EVENT_CANCELLED] = "Hủy quyết định",
		[EVENT_STRUCK] = "Xóa tên",
		[EVENT_DIED] = "Từ trần",
		[EVENT_RETURNED] = "Trở lại danh sách",
		[EVENT_ARRIVED] = "Chuyển đến",
	};
	return (size_t)k < ARRAY_LEN(words) && words[k] ? words[k] : "";
}
