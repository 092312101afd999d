/* The texts of papers as they are written, for the office to edit. */
#include "base/mem.h"
#include "paper/paper.h"
#include "paper/paper_own.h"
#include "paper/template.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *form_line(struct doc *d, const char *number)
{
	CLEANUP_FREE char *text = mem_printf("Mẫu %s", number);
	d->failed |= !text;
	return doc_dup(d, text);
}

void paper_put_title(struct doc *d, const struct paper_kind *kind)
{
	d->kind = doc_dup(d, kind->word);
	d->title = doc_dup(d, kind->title);
	d->lang = doc_dup(d, "vi");
	if (kind->form)
		d->form = form_line(d, kind->form);
}

char *paper_folder(const char *db_path)
{
	const char *slash = db_path ? strrchr(db_path, '/') : NULL;
	return slash ? mem_printf("%.*s/mau", (int)(slash - db_path), db_path) : mem_strdup("mau");
}

static int keep(void *ctx, const char *text, int person, struct strbuf *ret, struct err *err)
{
	(void)ctx;
	(void)person;
	(void)err;
	strbuf_add(ret, text);
	return 0;
}

int paper_template(const struct paper_kind *kind, struct doc *ret, struct err *err)
{
	static const struct template_filler filler = {keep, NULL, 1};
	const char *text = template_text(kind->code);
	struct doc d = {0};
	if (!text)
		return ERR(err, ERR_INTERNAL, "template", "%s", kind->code);
	paper_put_title(&d, kind);
	if (!kind->is_unsigned) {
		d.head.superior = doc_dup(&d, "{{cap_tren}}");
		d.head.body = doc_dup(&d, "{{co_quan}}");
		d.head.number = doc_dup(&d, "{{so_ky_hieu}}");
		d.head.motto = doc_dup(&d, "ĐẢNG CỘNG SẢN VIỆT NAM");
		d.head.place_date = doc_dup(&d, "{{dia_danh_ngay_thang}}");
		d.head.on_behalf = doc_dup(&d, "{{thay_mat}}");
		d.head.office_held = doc_dup(&d, "{{chuc_vu_ky}}");
		d.head.signer = doc_dup(&d, "{{nguoi_ky}}");
	}
	int r = template_build(text, &filler, &d, err);
	if (r)
		doc_done(&d);
	else
		*ret = d;
	return r;
}

int paper_template_write(
	const struct paper_kind *kind, const char *folder, char **ret_path, struct err *err)
{
	struct doc d;
	*ret_path = mem_printf("%s/%s.docx", folder, kind->code);
	if (!*ret_path)
		return ERR_OOM(err);
	if (mkdir(folder, 0700) && access(folder, W_OK))
		return ERR(err, ERR_READONLY, "file", "%s", folder);
	int r = paper_template(kind, &d, err);
	if (r)
		return r;
	d.keep_existing = true;
	r = doc_write_docx(&d, *ret_path, err);
	doc_done(&d);
	return r;
}
