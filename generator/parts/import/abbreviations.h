/* Abbreviations that all of Vietnam's press has, and the words that they stand for. */
#ifndef KYKET_PARTS_IMPORT_ABBREVIATIONS_H
#define KYKET_PARTS_IMPORT_ABBREVIATIONS_H

#include "base/view.h"

struct abbreviation {
  const char *written, *words;
};

/* Of several that begin alike the first that fits is meant. */
static const struct abbreviation abbreviations[] = {
    {"UBND", "Ủy ban nhân dân"},
    {"HĐND", "Hội đồng nhân dân"},
    {"UBMTTQ", "Ủy ban Mặt trận Tổ quốc"},
    {"UBMTTQVN", "Ủy ban Mặt trận Tổ quốc Việt Nam"},
    {"MTTQ", "Mặt trận Tổ quốc"},
    {"MTTQVN", "Mặt trận Tổ quốc Việt Nam"},
    {"TNCS", "Thanh niên Cộng sản"},
    {"ĐTN", "Đoàn Thanh niên"},
    {"LHTN", "Liên hiệp Thanh niên"},
    {"LHTNVN", "Liên hiệp Thanh niên Việt Nam"},
    {"LHPN", "Liên hiệp Phụ nữ"},
    {"LHPNVN", "Liên hiệp Phụ nữ Việt Nam"},
    {"LĐLĐ", "Liên đoàn Lao động"},
    {"CCB", "Cựu chiến binh"},
    {"CCBVN", "Cựu chiến binh Việt Nam"},
    {"PN", "Phụ nữ"},
    {"ND", "Nông dân"},
    {"HND", "Hội Nông dân"},
    {"NDVN", "Nông dân Việt Nam"},
    {"CAND", "Công an nhân dân"},
    {"BĐBP", "Bộ đội Biên phòng"},
    {"CHQS", "Chỉ huy Quân sự"},
    {"ĐBQH", "đại biểu Quốc hội"},
    {"UBTVQH", "Ủy ban Thường vụ Quốc hội"},
    {"TAND", "Tòa án nhân dân"},
    {"VKSND", "Viện kiểm sát nhân dân"},
    {"KSND", "kiểm sát nhân dân"},
    {"THADS", "Thi hành án dân sự"},
    {"NHCSXH", "Ngân hàng Chính sách xã hội"},
    {"CSXH", "Chính sách xã hội"},
    {"NHNN", "Ngân hàng Nhà nước"},
    {"KBNN", "Kho bạc Nhà nước"},
    {"KTNN", "Kiểm toán nhà nước"},
    {"BHXH", "Bảo hiểm xã hội"},
    {"GD&ĐT", "Giáo dục và Đào tạo"},
    {"GDĐT", "Giáo dục và Đào tạo"},
    {"GD-ĐT", "Giáo dục và Đào tạo"},
    {"KH&ĐT", "Kế hoạch và Đầu tư"},
    {"KHĐT", "Kế hoạch và Đầu tư"},
    {"KH-ĐT", "Kế hoạch và Đầu tư"},
    {"KH&CN", "Khoa học và Công nghệ"},
    {"KHCN", "Khoa học và Công nghệ"},
    {"KH-CN", "Khoa học và Công nghệ"},
    {"NN&PTNT", "Nông nghiệp và Phát triển nông thôn"},
    {"NN-PTNT", "Nông nghiệp và Phát triển nông thôn"},
    {"NNPTNT", "Nông nghiệp và Phát triển nông thôn"},
    {"PTNT", "Phát triển nông thôn"},
    {"NN&MT", "Nông nghiệp và Môi trường"},
    {"TN&MT", "Tài nguyên và Môi trường"},
    {"TN-MT", "Tài nguyên và Môi trường"},
    {"TNMT", "Tài nguyên và Môi trường"},
    {"TT&TT", "Thông tin và Truyền thông"},
    {"TT-TT", "Thông tin và Truyền thông"},
    {"TTTT", "Thông tin và Truyền thông"},
    {"VHTTDL", "Văn hóa, Thể thao và Du lịch"},
    {"VHTT&DL", "Văn hóa, Thể thao và Du lịch"},
    {"VH-TT&DL", "Văn hóa, Thể thao và Du lịch"},
    {"VH-TTDL", "Văn hóa, Thể thao và Du lịch"},
    {"VH-TT-DL", "Văn hóa, Thể thao và Du lịch"},
    {"LĐ-TB&XH", "Lao động - Thương binh và Xã hội"},
    {"LĐ-TB-XH", "Lao động - Thương binh và Xã hội"},
    {"LĐTB&XH", "Lao động - Thương binh và Xã hội"},
    {"LĐTBXH", "Lao động - Thương binh và Xã hội"},
    {"GTVT", "Giao thông vận tải"},
    {"VN", "Việt Nam"},
    {"TPHCM", "Thành phố Hồ Chí Minh"},
    {"HCM", "Hồ Chí Minh"},
    {"TP", "thành phố"},
    {"TW", "Trung ương"},
    {"TƯ", "Trung ương"},
    {"T.Ư", "Trung ương"},
};
enum { ABBREVIATIONS = sizeof abbreviations / sizeof *abbreviations };

/* The words that the abbreviation stands for; NULL: it is none. */
static inline const char *abbreviation_words(struct view word) {
  for (size_t i = 0; i < ABBREVIATIONS; i++)
    if (view_equal_string(word, abbreviations[i].written)) return abbreviations[i].words;
  return NULL;
}

#endif
