#include "report/doc_texts.h"

struct strbuf *doc_texts_at(struct doc_texts *t, size_t column)
{
	strbuf_clear(&t->text[column]);
	return &t->text[column];
}

int doc_texts_row(struct doc_texts *t, size_t n, const struct doc_row **ret, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		if (t->text[i].failed)
			return ERR_OOM(err);
		t->cells[i] = (struct doc_cell){.text = t->text[i].s};
	}
	t->row = (struct doc_row){.cells = t->cells};
	*ret = &t->row;
	return 1;
}

void doc_texts_done(struct doc_texts *t)
{
	for (size_t i = 0; i < DOC_TEXTS_MAX; i++)
		strbuf_done(&t->text[i]);
}
