#include "invent.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

struct inventor invent_begin(uint64_t seed, long people, long cells)
{
	return (struct inventor){.state = seed, .people = people, .cells = cells};
}

/* splitmix64 */
static uint64_t draw(struct inventor *v)
{
	uint64_t z = v->state += 0x9E3779B97F4A7C15U;
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
	return z ^ (z >> 31);
}

uint64_t invent_below(struct inventor *v, uint64_t n)
{
	return draw(v) % n;
}

/* ---- names ----------------------------------------------------------------------------------- */

/* In thousandths; the rest falls on the names after the last weight, alike. */
static const struct {
	const char *name;
	int weight;
} families[] = {{"Nguyễn", 384}, {"Trần", 110}, {"Lê", 95}, {"Phạm", 70}, {"Huỳnh", 51},
	{"Phan", 45}, {"Vũ", 39}, {"Đặng", 21}, {"Bùi", 20}, {"Đỗ", 14}, {"Hồ", 13}, {"Ngô", 13},
	{"Dương", 10}, {"Điểu", 9}, {"Đinh", 8}, {"Thị", 7}, {"Nông", 6}, {"Hoàng", 6},
	{"Triệu", 5}, {"Lý", 5}};
static const char *const rare_families[] = {"Mai", "Tạ", "Đào", "Hà", "Lương", "Cao", "Châu", "Tô",
	"Thạch", "Lường", "Kiều", "Từ", "Tăng", "Âu", "Ứng", "Khổng", "Nghiêm", "Phùng", "Vương",
	"Chu", "Đàm", "Doãn", "Quản", "Tống", "Y", "K'Sor", "Êban", "Niê"};
static const char *const middles_m[] = {"Văn", "Văn", "Văn", "Hữu", "Đức", "Công", "Quang", "Minh",
	"Xuân", "Ngọc", "Đình", "Thế", "Trọng", "Duy", "Tiến", "Thanh", "Quốc", "Mạnh", "Khắc",
	"Nhật"};
static const char *const middles_f[] = {"Thị", "Thị", "Thị", "Thị", "Thị", "Ngọc", "Thu", "Thanh",
	"Kim", "Phương", "Hồng", "Bích", "Mỹ", "Diệu", "Thùy", "Khánh", "Tuyết", "Quỳnh"};
static const char *const givens_m[] = {"An", "Ánh", "Ân", "Bảo", "Bằng", "Bình", "Chiến", "Chung",
	"Cường", "Danh", "Dũng", "Duy", "Đại", "Đạt", "Đăng", "Điền", "Định", "Đông", "Đức",
	"Giang", "Hải", "Hào", "Hậu", "Hiếu", "Hòa", "Hoàng", "Hùng", "Huy", "Hưng", "Khánh",
	"Khoa", "Kiên", "Kiệt", "Lâm", "Long", "Lộc", "Lợi", "Mạnh", "Minh", "Nam", "Nghĩa",
	"Nguyên", "Nhân", "Phong", "Phúc", "Quân", "Quang", "Quý", "Sơn", "Tài", "Tâm", "Tân",
	"Thái", "Thành", "Thắng", "Thiện", "Thịnh", "Thuận", "Tiến", "Toàn", "Trí", "Trung",
	"Trường", "Tú", "Tuấn", "Tùng", "Ưng", "Vinh", "Vũ", "Ý"};
static const char *const givens_f[] = {"Ái", "An", "Ánh", "Ân", "Bích", "Cẩm", "Chi", "Cúc", "Diễm",
	"Dung", "Duyên", "Đào", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hòa", "Huệ", "Huyền",
	"Hương", "Khuyên", "Lan", "Liên", "Linh", "Loan", "Ly", "Mai", "Mơ", "My", "Nga", "Ngân",
	"Ngọc", "Nguyệt", "Nhi", "Nhung", "Như", "Oanh", "Phương", "Phượng", "Quyên", "Quỳnh",
	"Sương", "Tâm", "Thảo", "Thắm", "Thơ", "Thu", "Thủy", "Thúy", "Thư", "Thương", "Tiên",
	"Trang", "Trâm", "Trinh", "Trúc", "Tuyết", "Uyên", "Vân", "Vy", "Xuân", "Yến"};

#define PICK(v, list) ((list)[invent_below((v), ARRAY_LEN(list))])

static const char *pick_family(struct inventor *v)
{
	int n = (int)invent_below(v, 1000);
	for (size_t i = 0; i < ARRAY_LEN(families); i++)
		if ((n -= families[i].weight) < 0)
			return families[i].name;
	return PICK(v, rare_families);
}

static void make_name(struct inventor *v, struct invented *p)
{
	bool is_female = p->sex == 'f';
	const char *family = pick_family(v);
	const char *middle = is_female ? PICK(v, middles_f) : PICK(v, middles_m);
	const char *second = is_female ? PICK(v, middles_f) : PICK(v, middles_m);
	const char *given = is_female ? PICK(v, givens_f) : PICK(v, givens_m);
	bool has_second = invent_below(v, 4) == 0 && strcmp(second, middle) != 0 &&
			  strcmp(second, "Thị") != 0;
	snprintf(p->name, sizeof p->name, "%s %s %s%s%s", family, middle, has_second ? second : "",
		has_second ? " " : "", given);
}

/* ---- what happened to them ------------------------------------------------------------------- */

static const enum event_kind steps[] = {EVENT_FOUND, EVENT_LISTED, EVENT_CLASS, EVENT_PAPERS,
	EVENT_DOSSIER, EVENT_CELL_VOTE, EVENT_COMMITTEE, EVENT_DECISION, EVENT_CEREMONY,
	EVENT_RECOGNISED};
/* Of the 26 in 100 whose papers have begun and who are not admitted yet one in 13: 2 in 100 of all. */
enum { STEPS = ARRAY_LEN(steps), ADMITTED = 9, FIRST_DOSSIER = 4, DOSSIER_ONE_IN = 13 };

/* How many steps people have come, in hundredths; 0: taken off the list. */
static int pick_depth(struct inventor *v)
{
	static const int weights[STEPS + 1] = {2, 8, 14, 10, 6, 6, 6, 4, 4, 7, 33};
	int n = (int)invent_below(v, 100), depth = 0;
	while ((n -= weights[depth]) >= 0)
		depth++;
	return depth;
}

/* Which of the ten steps of an admission are on record: the older, the fewer. Those without which
 * there is none stay. */
static void thin_out(struct invented *p, size_t want)
{
	static const enum event_kind first_lost[] = {EVENT_FOUND, EVENT_PAPERS, EVENT_DOSSIER,
		EVENT_COMMITTEE, EVENT_LISTED, EVENT_CELL_VOTE, EVENT_CLASS, EVENT_DECISION};
	for (size_t k = 0; k < ARRAY_LEN(first_lost) && p->event_count > want; k++)
		for (size_t i = 0; i < p->event_count; i++)
			if (p->events[i].kind == first_lost[k]) {
				memmove(&p->events[i], &p->events[i + 1],
					(--p->event_count - i) * sizeof *p->events);
				break;
			}
}

/* Whose dossier is kept here is on the way now: the last step in the last third of the last year. */
static void move_to_now(struct inventor *v, struct invented *p)
{
	long last = date_to_days((struct date){2022, 9, 1}) + (long)invent_below(v, 115);
	long by = last - date_to_days(p->events[p->event_count - 1].on);
	for (size_t i = 0; i < p->event_count; i++)
		p->events[i].on = date_add_days(p->events[i].on, by);
}

static void make_events(struct inventor *v, struct invented *p)
{
	long left = v->people - v->made;
	int depth = left <= 16 ? STEPS : pick_depth(v);
	bool is_out = depth == 0, is_official = depth == STEPS;
	long first = is_official ? date_to_days((struct date){2001, 1, 1})
				 : date_to_days((struct date){2016, 1, 1});
	long last = is_official ? date_to_days((struct date){2019, 6, 1})
				: date_to_days((struct date){2020, 6, 1});
	long day = first + (long)invent_below(v, (uint64_t)(last - first));
	for (int i = 0; i < (is_out ? 2 : depth); i++) {
		day += steps[i] == EVENT_RECOGNISED ? 366 + (long)invent_below(v, 60)
						    : 10 + (long)invent_below(v, 80);
		p->events[p->event_count++] = (struct fact_event){steps[i], date_from_days(day)};
	}
	if (is_out)
		p->events[p->event_count++] =
			(struct fact_event){EVENT_OFF_LIST, date_from_days(day + 200)};
	if (depth >= ADMITTED) {
		long due = INVENT_MEAN_EVENTS * (v->made + 1) - v->events;
		thin_out(p, due < 2 ? 2 : due > STEPS ? STEPS : (size_t)due);
	}
	p->is_mentored = depth >= 2 && depth < ADMITTED && invent_below(v, 100) < 85;
	p->has_dossier =
		depth >= FIRST_DOSSIER && depth < ADMITTED && invent_below(v, DOSSIER_ONE_IN) == 0;
	if (p->has_dossier)
		move_to_now(v, p);
}

void invent_person(struct inventor *v, struct invented *ret)
{
	static const char *const others[] = {"Tày", "Nùng", "S'Tiêng", "Khmer", "Hoa", "Mường"};
	static const char *const religions[] = {"Phật giáo", "Công giáo", "Tin Lành", "Cao Đài"};
	static const char *const work[] = {"Nông dân", "Giáo viên", "Công nhân", "Công chức",
		"Bộ đội", "Kế toán", "Y sĩ", "Buôn bán", "Sinh viên", "Công an"};
	*ret = (struct invented){.sex = invent_below(v, 2) ? 'f' : 'm'};
	make_name(v, ret);
	make_events(v, ret);
	struct date begin = ret->events[0].on;
	ret->birth =
		date_from_days(date_to_days(begin) - 19 * 366 - (long)invent_below(v, 20 * 365));
	ret->cell = 1 + (long)invent_below(v, (uint64_t)v->cells);
	ret->ethnicity = invent_below(v, 100) < 85 ? "Kinh" : PICK(v, others);
	ret->religion = invent_below(v, 100) < 80 ? NULL : PICK(v, religions);
	ret->occupation = PICK(v, work);
	ret->education = 2 + (int)invent_below(v, 3);
	ret->professional = (int)invent_below(v, 7);
	ret->is_youth = invent_below(v, 2);
	int century = ret->birth.year >= 2000 ? 2 : 0;
	snprintf(ret->cccd, sizeof ret->cccd, "070%d%02d%06ld", century + (ret->sex == 'f'),
		ret->birth.year % 100, v->made % 1000000);
	snprintf(ret->phone, sizeof ret->phone, "09%08ld", (long)invent_below(v, 100000000));
	snprintf(ret->residence, sizeof ret->residence, "Ấp %ld, xã Tiến Hưng", ret->cell % 20 + 1);
	v->made++;
	v->events += (long)ret->event_count;
}
