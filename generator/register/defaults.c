#include "register/defaults.h"

static const char agreement_types[] = "- {id: chuong-trinh-phoi-hop, name: Chương trình phối hợp}\n"
                                      "- {id: quy-che-phoi-hop, name: Quy chế phối hợp}\n"
                                      "- {id: ke-hoach-phoi-hop, name: Kế hoạch phối hợp}\n"
                                      "- {id: chuong-trinh-hop-tac, name: Chương trình hợp tác}\n"
                                      "- {id: thoa-thuan-hop-tac, name: Thỏa thuận hợp tác}\n"
                                      "- {id: bien-ban-ghi-nho, name: Biên bản ghi nhớ}\n"
                                      "- {id: nghi-quyet-lien-tich, name: Nghị quyết liên tịch}\n"
                                      "- {id: thong-tu-lien-tich, name: Thông tư liên tịch}\n";

struct view defaults_of(const struct record_type *type) {
  if (type == &agreement_type_type) return VIEW(agreement_types);
  return (struct view){NULL, 0};
}
