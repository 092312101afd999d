/* What a template says of its columns. The people, cells and numbers of the examples are invented. */
#include "base/i18n.h"
#include "base/mem.h"
#include "report/table_out.h"

enum how {
	HOW_TEXT,
	HOW_DATE,
	HOW_BIRTH,
	HOW_NUMBER,
	HOW_YES,
	HOW_SEX,
	HOW_CCCD,
	HOW_PHONE,
	HOW_CELL,
	HOW_TYPE,
	HOW_EDUCATION,
	HOW_PROFESSIONAL,
	HOW_RELIGION,
	HOW_EVENT,
	HOW_PERCENT,
	HOW_YEARS,
	HOW_MENTOR,
};

static const char *const hows[] = {
	[HOW_TEXT] = N_("Text."),
	[HOW_DATE] = N_("Day/month/year: 03/10/2022."),
	[HOW_BIRTH] = N_("Day/month/year, or the year alone: 1990."),
	[HOW_NUMBER] = N_("A whole number."),
	[HOW_YES] = N_("x for yes; left empty for no."),
	[HOW_SEX] = N_("Nam or Nữ."),
	[HOW_CCCD] = N_("12 digits with the zero in front: the cell must be formatted as text."),
	[HOW_PHONE] = N_("Digits with the zero in front: the cell must be formatted as text."),
	[HOW_CELL] = N_("The code of a cell, or its name."),
	[HOW_TYPE] = N_("One of: Khu dân cư, Trường học, Quân sự, Công an, Trạm y tế, Cơ quan, "
			"Doanh nghiệp, Loại hình khác; Ấp, Thôn, Khu phố also do."),
	[HOW_EDUCATION] = N_("12/12, 9/12, THPT, THCS, Tiểu học, or Biết đọc, biết viết."),
	[HOW_PROFESSIONAL] = N_("One of: Sơ cấp, Trung cấp, Cao đẳng, Đại học, Thạc sĩ, Tiến sĩ."),
	[HOW_RELIGION] = N_("Its name; Không for none."),
	[HOW_EVENT] =
		N_("One of: Phát hiện; Đưa vào danh sách cảm tình Đảng; Cấp giấy chứng nhận; "
		   "Được làm thủ tục; Lập hồ sơ; Nghị quyết chi bộ; Nghị quyết đảng ủy; "
		   "Quyết định kết nạp; Lễ kết nạp; Công nhận chính thức; Đưa ra khỏi danh sách; "
		   "Chuyển đi; Chuyển đến; Không đủ phiếu; Không đồng ý; Hủy quyết định; Xóa tên; "
		   "Từ trần; Trở lại danh sách."),
	[HOW_PERCENT] = N_("A number with two decimals at most: 3 or 3,5."),
	[HOW_YEARS] = N_("A year, 2026, or a term, 2025-2030."),
	[HOW_MENTOR] = N_("The full name of a member, as the list of members has it."),
};

struct guide {
	const char *means;
	enum how how;
	const char *example;
	bool is_needed;
};

#define NAME                                                                                       \
	{                                                                                          \
		N_("Full name"), HOW_TEXT, "Trần Thị Minh Thư", true                               \
	}
#define BIRTH                                                                                      \
	{                                                                                          \
		N_("Birth date: tells people of one name apart"), HOW_BIRTH, "15/08/1999"          \
	}
#define SEX                                                                                        \
	{                                                                                          \
		N_("Sex"), HOW_SEX, "Nữ"                                                         \
	}
#define CCCD                                                                                       \
	{                                                                                          \
		N_("Identity number: the surest sign of who it is"), HOW_CCCD, "001199000001"      \
	}
#define CELL                                                                                       \
	{                                                                                          \
		N_("Cell that the person belongs to"), HOW_CELL, "AP1", true                       \
	}
#define CELL_OF                                                                                    \
	{                                                                                          \
		N_("Cell that the person belongs to; may be empty where birth date or identity "   \
		   "number are given"),                                                            \
			HOW_CELL, "AP1"                                                            \
	}
#define ETHNICITY                                                                                  \
	{                                                                                          \
		N_("Ethnicity"), HOW_TEXT, "Kinh"                                                  \
	}
#define RELIGION                                                                                   \
	{                                                                                          \
		N_("Religion"), HOW_RELIGION, ""                                                   \
	}
#define PHONE                                                                                      \
	{                                                                                          \
		N_("Phone"), HOW_PHONE, "0900000001"                                               \
	}
#define HOME                                                                                       \
	{                                                                                          \
		N_("Home place"), HOW_TEXT, "Bình Phước"                                       \
	}
#define RESIDENCE                                                                                  \
	{                                                                                          \
		N_("Where the person lives now"), HOW_TEXT, "Ấp 1"                               \
	}
#define OCCUPATION                                                                                 \
	{                                                                                          \
		N_("Occupation"), HOW_TEXT, "Giáo viên"                                          \
	}
#define EDUCATION                                                                                  \
	{                                                                                          \
		N_("General education completed"), HOW_EDUCATION, "12/12"                          \
	}
#define PROFESSIONAL                                                                               \
	{                                                                                          \
		N_("Professional level"), HOW_PROFESSIONAL, "Đại học"                         \
	}
#define YOUTH                                                                                      \
	{                                                                                          \
		N_("Is a member of the youth union"), HOW_YES, "x"                                 \
	}
#define ORGANISATION                                                                               \
	{                                                                                          \
		N_("Organisations the person belongs to"), HOW_TEXT, "Hội Nông dân"            \
	}
#define POSITION                                                                                   \
	{                                                                                          \
		N_("Position"), HOW_TEXT, "Chi ủy viên"                                         \
	}
#define READMISSION                                                                                \
	{                                                                                          \
		N_("Is or was admitted again"), HOW_YES, ""                                        \
	}
#define NOTE                                                                                       \
	{                                                                                          \
		N_("Note"), HOW_TEXT, ""                                                           \
	}

static const struct guide cells[] = {
	{N_("Code of the cell, short and unique"), HOW_TEXT, "AP1", true},
	{N_("Name of the cell; for a new one it must be there"), HOW_TEXT, "Chi bộ Ấp 1"},
	{N_("Type of the cell; for a new one it must be there"), HOW_TYPE, "Khu dân cư"},
	{N_("Day of the figures and posts of this row; a cell may have a row for each day"),
		HOW_DATE, "31/12/2025"},
	{N_("How many members on that day"), HOW_NUMBER, "38"},
	{N_("How many of them are official"), HOW_NUMBER, "37"},
	{N_("How many people work there (schools, offices)"), HOW_NUMBER, ""},
	{N_("How many of those are members"), HOW_NUMBER, ""},
	{N_("Secretary of the cell"), HOW_TEXT, "Nguyễn Văn Bình"},
	{N_("Committee member in charge of the cell"), HOW_TEXT, "Lê Thị Hạnh"},
	{N_("Nobody is left there to be admitted"), HOW_YES, ""},
};

static const struct guide members[] = {
	NAME,
	BIRTH,
	SEX,
	CCCD,
	CELL,
	{N_("Day of admission"), HOW_DATE, "03/02/2018"},
	{N_("Day of recognition as official member"), HOW_DATE, "03/02/2019"},
	{N_("Number of the Party card"), HOW_TEXT, "999.000001"},
	POSITION,
	ETHNICITY,
	RELIGION,
	PHONE,
	HOME,
	RESIDENCE,
	OCCUPATION,
	EDUCATION,
	PROFESSIONAL,
	YOUTH,
	ORGANISATION,
	READMISSION,
	NOTE,
};

static const struct guide candidates[] = {
	NAME,
	BIRTH,
	SEX,
	ETHNICITY,
	RELIGION,
	CCCD,
	PHONE,
	HOME,
	RESIDENCE,
	OCCUPATION,
	EDUCATION,
	PROFESSIONAL,
	YOUTH,
	{N_("Who introduced the person"), HOW_TEXT, "Chi đoàn Ấp 1"},
	CELL,
	{N_("Day of the resolution that put the person on the list of sympathisers"), HOW_DATE,
		"12/03/2025"},
	{N_("Number of that resolution"), HOW_TEXT, "05-NQ/CB"},
	{N_("First mentor"), HOW_MENTOR, "Nguyễn Văn Bình"},
	{N_("Second mentor"), HOW_MENTOR, ""},
	{N_("Day on which the mentors were assigned"), HOW_DATE, "12/03/2025"},
	{N_("Number of the class certificate"), HOW_TEXT, "17/GCN-2025"},
	{N_("Day of the class certificate"), HOW_DATE, "20/09/2025"},
	{N_("Day of the cell's resolution that asks for admission"), HOW_DATE, ""},
	{N_("Number of the decision on admission"), HOW_TEXT, ""},
	{N_("Day of the decision on admission"), HOW_DATE, ""},
	{N_("Day of the admission ceremony"), HOW_DATE, ""},
	{N_("Day of recognition as official member"), HOW_DATE, ""},
	READMISSION,
	NOTE,
	ORGANISATION,
	POSITION,
};

static const struct guide events[] = {
	NAME,
	BIRTH,
	CCCD,
	CELL_OF,
	{N_("Which event"), HOW_EVENT, "Đưa vào danh sách cảm tình Đảng", true},
	{N_("On which day"), HOW_DATE, "12/03/2025", true},
	{N_("Number of its paper"), HOW_TEXT, "05-NQ/CB"},
	{N_("Who issued the paper; of someone found, who introduced him"), HOW_TEXT, "Chi bộ Ấp 1"},
	NOTE,
};

static const struct guide mentors[] = {
	{N_("Full name of the person who is helped"), HOW_TEXT, "Trần Thị Minh Thư", true},
	BIRTH,
	CCCD,
	CELL_OF,
	{N_("The mentor"), HOW_MENTOR, "Nguyễn Văn Bình", true},
	{N_("First day of the assignment"), HOW_DATE, "12/03/2025"},
	{N_("Last day; left empty while it goes on"), HOW_DATE, ""},
	{N_("Number of the resolution that assigned"), HOW_TEXT, "05-NQ/CB"},
	{N_("Why it ended"), HOW_TEXT, ""},
};

static const struct guide targets[] = {
	{N_("Year or term"), HOW_YEARS, "2026", true},
	{N_("Cell; left empty for the whole committee"), HOW_CELL, "AP1"},
	{N_("How many are to be admitted"), HOW_NUMBER, "2"},
	{N_("How many are to go to the class"), HOW_NUMBER, "3"},
	{N_("How many are to be found and listed"), HOW_NUMBER, "4"},
	{N_("Admissions as a percentage instead"), HOW_PERCENT, ""},
	{N_("Of how many members the percentage is"), HOW_NUMBER, ""},
	{N_("Day on which these were counted"), HOW_DATE, ""},
	{N_("Number of the paper that sets it"), HOW_TEXT, "02-NQ/ĐU"},
};

struct table_guide table_out_guide(enum import_kind kind, size_t column)
{
#define OF(list)                                                                                   \
	{                                                                                          \
		list, ARRAY_LEN(list)                                                              \
	}
	static const struct {
		const struct guide *v;
		size_t n;
	} guides[IMPORT_KINDS] = {
		[IMPORT_CELLS] = OF(cells),
		[IMPORT_MEMBERS] = OF(members),
		[IMPORT_CANDIDATES] = OF(candidates),
		[IMPORT_EVENTS] = OF(events),
		[IMPORT_MENTORS] = OF(mentors),
		[IMPORT_TARGETS] = OF(targets),
	};
	if (column >= guides[kind].n)
		return (struct table_guide){"", "", "", false};
	const struct guide *g = &guides[kind].v[column];
	return (struct table_guide){_(g->means), _(hows[g->how]), g->example, g->is_needed};
}
