/* The pipeline: cells down, stages across, each number with its names. */
#include "base/i18n.h"
#include "report/build.h"

#include <stdint.h>

static const enum stage board[] = {STAGE_FOUND, STAGE_LISTED, STAGE_MENTORED, STAGE_CLASS,
	STAGE_PAPERS, STAGE_DOSSIER, STAGE_CELL_VOTE, STAGE_COMMITTEE, STAGE_DECISION};

static int door(struct report *r, size_t cell, int stage)
{
	return report_door(
		r, (struct door_rule){.of = DOOR_PIPELINE, .cell = cell, .stage = stage});
}

static void table(struct report *r)
{
	struct figures *f = &r->f;
	struct doc *d = &r->doc;
	long sum[ARRAY_LEN(board)] = {0}, all = 0;
	struct doc_table *t = doc_table(d, "pipeline");
	doc_table_column(d, t, NULL, _("Cell"), DOC_LEFT, 1);
	for (size_t i = 0; i < ARRAY_LEN(board); i++)
		doc_table_column(
			d, t, _("In the pipeline"), _(stage_short(board[i])), DOC_RIGHT, 0);
	doc_table_column(d, t, _("In the pipeline"), _("Total"), DOC_RIGHT, 0);
	for (size_t c = 0; c < f->cells.n; c++) {
		const struct cell_figures *cell = &f->cells.v[c];
		doc_table_row(d, t);
		doc_cell(d, t, 0, 0, "%s", cell->cell.name);
		for (size_t i = 0; i < ARRAY_LEN(board); i++) {
			report_number(
				r, t, i + 1, door(r, c, (int)board[i]), cell->stages[board[i]]);
			sum[i] += cell->stages[board[i]];
		}
		report_number(r, t, ARRAY_LEN(board) + 1, door(r, c, 0), cell->in_pipeline);
		all += cell->in_pipeline;
	}
	struct doc_row *total = doc_table_row(d, t);
	if (total)
		total->is_total = true;
	doc_cell(d, t, 0, 0, "%s", _("Total"));
	for (size_t i = 0; i < ARRAY_LEN(board); i++)
		report_number(r, t, i + 1, door(r, SIZE_MAX, (int)board[i]), sum[i]);
	report_number(r, t, ARRAY_LEN(board) + 1, door(r, SIZE_MAX, 0), all);
}

static void json(struct report *r)
{
	struct json j = {.out = &r->json};
	json_open(&j, NULL, '{');
	json_date(&j, "as_of", r->f.as_of);
	json_open(&j, "cells", '[');
	VEC_EACH (c, &r->f.cells) {
		json_open(&j, NULL, '{');
		json_text(&j, "code", c->cell.code);
		json_text(&j, "name", c->cell.name);
		json_open(&j, "stages", '{');
		for (size_t i = 0; i < ARRAY_LEN(board); i++)
			json_number(&j, stage_code(board[i]), c->stages[board[i]]);
		json_close(&j, '}');
		json_number(&j, "in_pipeline", c->in_pipeline);
		json_number(&j, "probation", c->stages[STAGE_PROBATION]);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
}

int report_build_pipeline(struct db *db, struct report *r, struct err *err)
{
	(void)db;
	(void)err;
	report_basis(r);
	table(r);
	json(r);
	return 0;
}
