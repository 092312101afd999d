/* make_pages FOLDER: PDFs in which what belongs together falls on every place of a page, and what is read in them by
 * test_pages.py. Their texts say what they are: "Dòng 7", "Nhóm 2", "Hàng 3". */
#include "base/mem.h"
#include "base/program.h"
#include "report/doc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const all_letters =
	"à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ đ è ẻ ẽ é ẹ ê ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ "
	"ơ ờ ở ỡ ớ ợ ù ủ ũ ú ụ ư ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ "
	"À Ả Ã Á Ạ Ă Ằ Ẳ Ẵ Ắ Ặ Â Ầ Ẩ Ẫ Ấ Ậ Đ È Ẻ Ẽ É Ẹ Ê Ề Ể Ễ Ế Ệ Ì Ỉ Ĩ Í Ị Ò Ỏ Õ Ó Ọ Ô Ồ Ổ Ỗ Ố Ộ "
	"Ơ Ờ Ở Ỡ Ớ Ợ Ù Ủ Ũ Ú Ụ Ư Ừ Ử Ữ Ứ Ự Ỳ Ỷ Ỹ Ý Ỵ";

static void begin(struct doc *d)
{
	*d = (struct doc){0};
	d->kind = doc_dup(d, "BÁO CÁO");
	d->title = doc_dup(d, "Thử các trang");
	d->lang = doc_dup(d, "vi");
	d->printed_by = doc_dup(d, "vanphong in ngày 23/11/2026 lúc 08:00");
	d->head.superior = doc_dup(d, "ĐẢNG BỘ TỈNH");
	d->head.body = doc_dup(d, "ĐẢNG ỦY XÃ TIẾN HƯNG");
	d->head.number = doc_dup(d, "Số 05-BC/ĐU");
	d->head.motto = doc_dup(d, "ĐẢNG CỘNG SẢN VIỆT NAM");
	d->head.place_date = doc_dup(d, "Tiến Hưng, ngày 05 tháng 02 năm 2026");
	d->head.on_behalf = doc_dup(d, "T/M BAN THƯỜNG VỤ");
	d->head.office_held = doc_dup(d, "BÍ THƯ");
	d->head.signer = doc_dup(d, "Nguyễn Văn Ký");
	static const char *const copies[] = {
		"Nơi nhận:", "- Ban Thường vụ Tỉnh ủy;", "- Lưu Đảng ủy."};
	d->head.copies = calloc(3, sizeof *d->head.copies);
	for (int i = 0; d->head.copies && i < 3; i++)
		d->head.copies[d->head.copy_count++] = doc_dup(d, copies[i]);
}

static void end(struct doc *d, const char *folder, const char *name)
{
	struct err err = {0};
	CLEANUP_FREE char *path = mem_printf("%s/%s.pdf", folder, name);
	if (doc_write_pdf(d, path, &err)) {
		fprintf(stderr, "%s: %s %s\n", path, err.field, err.detail);
		exit(1);
	}
	doc_done(d);
}

static void letters(const char *folder)
{
	struct doc d;
	begin(&d);
	for (int level = 1; level <= 3; level++)
		doc_heading(&d, level, "%s", all_letters);
	doc_paragraph(&d, "%s", all_letters);
	doc_note(&d, "%s", all_letters);
	/* in pieces: base letter and marks */
	doc_paragraph(&d, "Rời: E\xCC\x82\xCC\xA3 a\xCC\x86\xCC\x81 o\xCC\x9B\xCC\xA3");
	/* what is a command to others, or turns what follows */
	doc_paragraph(&d, "Lệnh: a\x1b[31mb\x07"
			  "c \xE2\x80\xAEz\xE2\x80\x8F");
	end(&d, folder, "letters");
}

static struct doc_table *table(struct doc *d)
{
	struct doc_table *t = doc_table(d, "t");
	doc_table_column(d, t, NULL, "Tên", DOC_LEFT, 1);
	doc_table_column(d, t, "Đầu chung", "Trái", DOC_CENTRE, 0);
	doc_table_column(d, t, "Đầu chung", "Phải", DOC_RIGHT, 0);
	return t;
}

static void row(struct doc *d, struct doc_table *t, const char *what, int n)
{
	struct doc_row *r = doc_table_row(d, t);
	r->is_group = !strcmp(what, "Nhóm");
	r->is_total = !strcmp(what, "Cộng");
	doc_cell(d, t, 0, 0, "%s %d", what, n);
	if (r->is_group)
		return;
	doc_cell(d, t, 1, 0, "x");
	doc_cell(d, t, 2, 0, "%d", n);
}

/* `lines` lines above all that must not be torn apart. */
static void breaks(const char *folder, int lines)
{
	struct doc d;
	char name[32];
	begin(&d);
	for (int i = 1; i <= lines; i++)
		doc_paragraph(&d, "Dòng %d", i);
	doc_heading(&d, 1, "Mục lớn");
	doc_heading(&d, 2, "Mục nhỏ");
	struct doc_table *t = table(&d);
	for (int g = 1, n = 1; g <= 3; g++) {
		row(&d, t, "Nhóm", g);
		for (int i = 0; i < 3; i++)
			row(&d, t, "Hàng", n++);
	}
	row(&d, t, "Cộng", 45);
	doc_note(&d, "Ghi chú của bảng.");
	doc_heading(&d, 1, "Mục cuối");
	doc_paragraph(&d, "Đoạn cuối có đủ chữ để dài ra vài dòng, vì một đoạn ngắn không bao giờ "
			  "bị cắt đôi: "
			  "những dòng đầu ở lại trang này, những dòng sau sang trang kia, mỗi bên "
			  "ít nhất hai "
			  "dòng, còn chữ ký thì không bao giờ đứng một mình trên trang cuối của "
			  "văn bản này.");
	snprintf(name, sizeof name, "breaks-%02d", lines);
	end(&d, folder, name);
	/* a table is the last thing above the signature */
	begin(&d);
	for (int i = 1; i <= lines; i++)
		doc_paragraph(&d, "Dòng %d", i);
	t = table(&d);
	for (int n = 1; n <= 9; n++)
		row(&d, t, "Hàng", n);
	snprintf(name, sizeof name, "table-%02d", lines);
	end(&d, folder, name);
}

static void tall(const char *folder)
{
	struct doc d;
	struct strbuf b = {0};
	begin(&d);
	for (int i = 1; i <= 4000; i++)
		strbuf_addf(&b, "chữ%d ", i);
	struct doc_table *t = doc_table(&d, "t");
	doc_table_column(&d, t, NULL, "Tên", DOC_LEFT, 1);
	doc_table_column(&d, t, NULL, "Nội dung", DOC_LEFT, 1);
	for (int i = 0; i < 3; i++) {
		doc_table_row(&d, t);
		doc_cell(&d, t, 0, 0, "Hàng %d", i);
		doc_cell(&d, t, 1, 0, "%s", i == 1 ? strbuf_str(&b) : "ngắn");
	}
	strbuf_done(&b);
	end(&d, folder, "tall");
}

/* A table that a page that stands has no room for, between two that need none. */
static void wide(const char *folder)
{
	struct doc d;
	begin(&d);
	doc_heading(&d, 1, "Bảng hẹp");
	struct doc_table *t = table(&d);
	for (int n = 1; n <= 5; n++)
		row(&d, t, "Hàng", n);
	doc_heading(&d, 1, "Bảng rộng");
	t = doc_table(&d, "wide");
	for (int c = 0; c < 20; c++)
		doc_table_column(&d, t, NULL, "Nghiêng", DOC_RIGHT, 0);
	for (int n = 1; n <= 60; n++) {
		doc_table_row(&d, t);
		for (size_t c = 0; c < 20; c++)
			doc_cell(&d, t, c, 0, "%zu", (size_t)n * 100 + c);
	}
	doc_note(&d, "Ghi chú của bảng rộng.");
	doc_heading(&d, 1, "Đứng lại");
	doc_paragraph(&d, "Trang đứng.");
	end(&d, folder, "wide");
	/* as the first thing: then all pages lie */
	begin(&d);
	d.head.superior = doc_dup(&d, "ĐẢNG BỘ THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG CÓ TÊN DÀI ĐỦ CHO "
				      "HAI DÒNG TRÊN GIẤY NGANG");
	t = doc_table(&d, "wide");
	for (int c = 0; c < 20; c++)
		doc_table_column(&d, t, NULL, "Nghiêng", DOC_RIGHT, 0);
	doc_table_row(&d, t);
	for (size_t c = 0; c < 20; c++)
		doc_cell(&d, t, c, 0, "%zu", c);
	doc_paragraph(&d, "Sau bảng.");
	end(&d, folder, "lying");
}

int main(int argc, char **argv)
{
	enum { LINES = 40 };
	struct err err = {0};
	if (argc < 2 || program_init(NULL, &err))
		return 2;
	letters(argv[1]);
	for (int lines = 0; lines < LINES; lines++)
		breaks(argv[1], lines);
	tall(argv[1]);
	wide(argv[1]);
	return 0;
}
