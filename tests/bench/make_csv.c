/* Writes the lists that the import's measure reads: make_csv FOLDER PEOPLE CELLS gives cells.csv
 * and candidates.csv with the headings of the import. */
#include "bench.h"
#include "invent.h"

#include <stdio.h>
#include <stdlib.h>

enum { SEED = 21 };

static FILE *open_in(const char *folder, const char *name)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = fopen(path, "w");
	if (!f)
		bench_die(path, "cannot be written");
	return f;
}

static void finish(FILE *f)
{
	if (fclose(f))
		bench_die("a list", "cannot be written");
}

/* Whether there is one. */
static bool put_date(FILE *f, const struct invented *p, enum event_kind kind)
{
	char text[DATE_TEXT] = "";
	for (size_t i = 0; i < p->event_count; i++)
		if (p->events[i].kind == kind)
			date_to_user(p->events[i].on, text);
	fprintf(f, ",%s", text);
	return text[0];
}

static void put_person(FILE *f, const struct invented *p, long nth)
{
	static const enum event_kind dates[] = {
		EVENT_CELL_VOTE, EVENT_DECISION, EVENT_CEREMONY, EVENT_RECOGNISED};
	char birth[DATE_TEXT];
	fprintf(f, "%s,%s,%s,%s,%s,%s,%s,\"%s\",%s,CB%04ld,%s", p->name,
		date_to_user(p->birth, birth), p->sex == 'f' ? "Nữ" : "Nam", p->ethnicity,
		p->religion ? p->religion : "", p->cccd, p->phone, p->residence, p->occupation,
		p->cell, p->is_youth ? "x" : "");
	bool is_listed = put_date(f, p, EVENT_LISTED);
	put_date(f, p, EVENT_CLASS);
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		put_date(f, p, dates[i]);
	/* a number without its day would be warned of */
	if (is_listed)
		fprintf(f, ",%ld-NQ/CB\n", nth % 900 + 1);
	else
		fputs(",\n", f);
}

int main(int argc, char **argv)
{
	if (argc != 4)
		bench_die("make_csv FOLDER PEOPLE CELLS", NULL);
	struct inventor v = invent_begin(SEED, atol(argv[2]), atol(argv[3]));
	FILE *f = open_in(argv[1], "cells.csv");
	fputs("Mã chi bộ,Tên chi bộ,Loại hình\n", f);
	for (long i = 1; i <= v.cells; i++)
		fprintf(f, "CB%04ld,Chi bộ ấp %ld,ấp\n", i, i);
	finish(f);
	f = open_in(argv[1], "candidates.csv");
	fputs("Họ và tên,Ngày sinh,Giới tính,Dân tộc,Tôn giáo,Số CCCD,Điện thoại,Nơi cư trú,Nghề "
	      "nghiệp,"
	      "Chi bộ,Đoàn viên,Ngày công nhận cảm tình Đảng,Ngày cấp giấy chứng nhận,Ngày chi bộ "
	      "xét,"
	      "Ngày quyết định,Ngày kết nạp,Ngày chính thức,Số nghị quyết\n",
		f);
	for (long i = 0; i < v.people; i++) {
		struct invented p;
		invent_person(&v, &p);
		put_person(f, &p, i);
	}
	finish(f);
	return 0;
}
