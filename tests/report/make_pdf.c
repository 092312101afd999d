/* make_pdf FILE [TEXT]: a long table with all letters, or one paragraph. */
#include "base/program.h"
#include "report/doc.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	struct doc d = {0};
	struct err err = {0};
	if (argc < 2 || program_init(NULL, &err))
		return 2;
	d.title = doc_dup(&d, "Danh sách dài");
	d.lang = doc_dup(&d, "vi");
	d.head.motto = doc_dup(&d, "ĐẢNG CỘNG SẢN VIỆT NAM");
	d.head.body = doc_dup(&d, "ĐẢNG ỦY XÃ TIẾN HƯNG");
	if (argc > 2)
		doc_paragraph(&d, "%s", argv[2]);
	else {
		doc_paragraph(&d,
			"à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ đ è ẻ ẽ é ẹ ê ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ "
			"ó "
			"ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ ù ủ ũ ú ụ ư ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ Ệ Ặ Ữ Ỹ Đ");
		struct doc_table *t = doc_table(&d, "people");
		doc_table_column(&d, t, NULL, "Họ và tên", DOC_LEFT, 1);
		doc_table_column(&d, t, NULL, "Số", DOC_RIGHT, 0);
		for (int i = 1; i <= 400; i++) {
			doc_table_row(&d, t);
			doc_cell(&d, t, 0, 0, "Người thứ %d trong danh sách", i);
			doc_cell(&d, t, 1, 0, "%d", i);
		}
	}
	int r = doc_write_pdf(&d, argv[1], &err);
	if (r)
		fprintf(stderr, "%s %s\n", err.field, err.detail);
	doc_done(&d);
	return r ? 1 : 0;
}
