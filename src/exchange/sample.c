#include "exchange/sample.h"

#include "base/clock.h"
#include "db/embed.h"
#include "exchange/import.h"
#include "exchange/sample_dossier.h"
#include "exchange/sample_sourcing.h"

#include <string.h>

extern const struct embedded sample_files[];
extern const unsigned sample_files_count;

static const struct date last_day = {.year = 2026, .month = 11, .day = 23};

static int load_file(
	struct db *db, const struct act_by *by, const struct embedded *f, struct err *err)
{
	char code[16] = "";
	enum import_kind kind;
	struct csv *csv;
	struct import_result result;
	strncat(code, f->name, strcspn(f->name, "."));
	if (!import_kind_from_code(code, &kind))
		return ERR(err, ERR_INTERNAL, NULL, "%s", f->name);
	int r = csv_open_memory(f->data, f->size, &csv, err);
	if (r)
		return r;
	r = import_csv(db, by, kind, csv, NULL, &result, err);
	csv_close(csv);
	if (r)
		return r;
	if (result.refused)
		r = ERR(err, ERR_REFUSED, "file", "%s %ld: %.150s", f->name, result.notes[0].line,
			result.notes[0].reason);
	import_result_done(&result);
	return r;
}

static int load_all(struct db *db, const struct act_by *by, struct err *err)
{
	static const struct committee committee = {
		.name = (char *)"Đảng bộ xã Tiến Hưng",
		.superior = (char *)"Thành ủy Đồng Xoài",
		.place = (char *)"Tiến Hưng",
		.on_behalf = (char *)"T/M ĐẢNG ỦY",
		.office_held = (char *)"BÍ THƯ",
		.symbol = (char *)"ĐU",
	};
	int r = committee_save(db, by, &committee, err);
	for (unsigned i = 0; !r && i < sample_files_count; i++)
		r = load_file(db, by, &sample_files[i], err);
	if (!r)
		r = sample_dossiers(db, by, err);
	return r ? r : sample_sourcing(db, by, err);
}

int sample_load(struct db *db, const struct act_by *by, struct err *err)
{
	struct date today = clock_today();
	bool is_early = date_cmp(today, last_day) < 0;
	int r = act_begin(db, by, "sample_load", NULL, err);
	if (r)
		return r < 0 ? r : 0;
	if (is_early)
		clock_pin_today(last_day);
	r = load_all(db, by, err);
	if (is_early)
		clock_pin_today(today);
	if (r) {
		db_act_rollback(db);
		return r;
	}
	return db_act_commit(db, "sample", 0, err);
}
