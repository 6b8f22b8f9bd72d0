// Tables out to Arrow, without copying: each struct given out shares in what owns the
// memory, so that a consumer may move children out and release in any order.
#include <memory>
#include <string>
#include <vector>

#include "arrow.hpp"

namespace kith::capi {
namespace {

template <class Struct, class Memory>
struct Share {
  std::shared_ptr<Memory> memory;
};

/// Releases children that were not moved out, then this struct's share.
template <class Struct, class Memory>
void release(Struct* s) {
  for (std::int64_t i = 0; i < s->n_children; ++i) {
    Struct* child = s->children[i];
    if (child->release != nullptr) child->release(child);
  }
  auto* share = static_cast<Share<Struct, Memory>*>(s->private_data);
  s->release = nullptr;
  s->private_data = nullptr;
  delete share;
}

struct SchemaMemory {
  struct Column {
    std::string name;
    std::string format;
  };
  std::vector<Column> columns;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
  std::string name;
};

struct ArrayMemory {
  kith_table table;
  std::vector<std::vector<const void*>> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  const void* no_validity[1] = {nullptr};
};

/// Gives every struct its share. Ownership passes to the structs when all shares exist.
template <class Struct, class Memory>
void share_out(const std::shared_ptr<Memory>& memory, Struct& parent) {
  using Own = Share<Struct, Memory>;
  std::vector<std::unique_ptr<Own>> shares;
  for (std::size_t i = 0; i <= memory->children.size(); ++i) {
    shares.push_back(std::make_unique<Own>(Own{memory}));
  }
  const auto bind = [](Struct& s, std::unique_ptr<Own>& share) {
    s.release = release<Struct, Memory>;
    s.private_data = share.release();
  };
  for (std::size_t i = 0; i < memory->children.size(); ++i) {
    bind(memory->children[i], shares[i]);
  }
  bind(parent, shares.back());
}

void fill_schema(const Table& table, ArrowSchema& out) {
  auto memory = std::make_shared<SchemaMemory>();
  const auto n = static_cast<std::size_t>(table.columns());
  memory->name = table.name();
  memory->columns.resize(n);
  memory->children.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const ColumnSpec& spec = table.spec(static_cast<std::int32_t>(i));
    memory->columns[i] = {std::string(spec.name), std::string(arrow_format(spec.type))};
    ArrowSchema& child = memory->children[i];
    child.format = memory->columns[i].format.c_str();
    child.name = memory->columns[i].name.c_str();
    child.flags = ARROW_FLAG_NULLABLE;
    memory->pointers.push_back(&child);
  }
  ArrowSchema parent{};
  parent.format = "+s";
  parent.name = memory->name.c_str();
  parent.n_children = table.columns();
  parent.children = memory->pointers.data();
  share_out(memory, parent);
  out = parent;
}

std::vector<const void*> buffers_of(const ColumnView& column) {
  const void* validity = column.null_count == 0 ? nullptr : column.validity;
  if (column.type == ColumnType::text) return {validity, column.offsets, column.data};
  return {validity, column.data};
}

void fill_array(const kith_table& table, ArrowArray& out) {
  auto memory = std::make_shared<ArrayMemory>();
  memory->table = table;
  const auto n = static_cast<std::size_t>(table.table.columns());
  memory->children.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const ColumnView column = table.table.column(static_cast<std::int32_t>(i));
    memory->buffers.push_back(buffers_of(column));
    ArrowArray& child = memory->children[i];
    child.length = column.length;
    child.null_count = column.null_count;
    child.n_buffers = static_cast<std::int64_t>(memory->buffers[i].size());
    child.buffers = memory->buffers[i].data();
    memory->pointers.push_back(&child);
  }
  ArrowArray parent{};
  parent.length = table.table.rows();
  parent.n_buffers = 1;
  parent.buffers = memory->no_validity;
  parent.n_children = table.table.columns();
  parent.children = memory->pointers.data();
  share_out(memory, parent);
  out = parent;
}

}  // namespace

void to_arrow(const kith_table& table, ArrowSchema& schema, ArrowArray& array) {
  ArrowSchema described{};
  fill_schema(table.table, described);
  try {
    fill_array(table, array);
  } catch (...) {
    described.release(&described);
    throw;
  }
  schema = described;
}

}  // namespace kith::capi
