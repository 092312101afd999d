/* The frames of the wire: both sides are one program on one machine, so numbers stand as they do in memory. */
#ifndef TN_READER_WIRE_FRAME_H
#define TN_READER_WIRE_FRAME_H

#include <stdint.h>

enum wire_tag {
	WIRE_FORMAT = 1, /* u8 format, u8 is_bytes */
	WIRE_SHEET,	 /* u8 is_hidden, u8 is_headed, name */
	WIRE_ROW,	 /* u32 number; a wire_cell_head and its text, and so on */
	WIRE_MERGED,	 /* u32 number, column, rows, columns */
	WIRE_DELETED,	 /* u32 */
	WIRE_PROGRESS,	 /* u64 done, total */
	WIRE_END,	 /* i32 code, u8 bytes of the field, field, detail */
};

enum { WIRE_HEAD = 5 /* u8 tag, u32 length */, WIRE_NAME_MAX = 1024, WIRE_DETAIL_MAX = 190 };

struct wire_cell_head {
	uint16_t column;
	uint8_t kind;
	uint8_t font; /* enum charset, WIRE_MIXED */
	uint32_t size;
};
#define WIRE_MIXED 0x80

#endif
