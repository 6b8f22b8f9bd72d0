// The frame around bytes that leave the process.
//
// Layout: "KITH", format 1, content, schema, rules version (varints), shard
// (length-prefixed), length of the body (varint), CRC-32C (four bytes, little-endian) of
// everything before it and of the body, the body.
#include "kith/base/archive.hpp"

#include "kith/base/hash.hpp"

namespace kith {
namespace {

constexpr std::string_view kMagic = "KITH";
constexpr std::uint8_t kFormat = 1;
constexpr std::size_t kSumBytes = 4;

Error damaged(const char* what) {
  return Error(Status::data_loss, Reason::truncated, what);
}

std::uint32_t load_sum(std::string_view bytes) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < kSumBytes; ++i) {
    sum |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return sum;
}

}  // namespace

std::string frame(const FrameHead& head, std::string_view body) {
  OutArchive fields;
  fields& kFormat& head.content& head.schema& head.rules_version& head
      .shard& std::uint64_t{body.size()};
  std::string out(kMagic);
  out += fields.bytes();
  const std::uint32_t sum = crc32c(body, crc32c(out));
  for (std::size_t i = 0; i < kSumBytes; ++i)
    out.push_back(static_cast<char>(sum >> (8 * i)));
  out += body;
  return out;
}

Result<std::pair<FrameHead, std::string_view>> unframe(std::string_view bytes) try {
  if (bytes.substr(0, kMagic.size()) != kMagic)
    return damaged("not bytes written by Kith");
  InArchive fields(bytes.substr(kMagic.size()));
  std::uint8_t format = 0;
  fields& format;
  if (format != kFormat) {
    return Error(
        Status::unimplemented, Reason::newer_version,
        "written in frame format " + std::to_string(format) + ", this build reads 1");
  }
  FrameHead head;
  std::uint64_t size = 0;
  fields& head.content& head.schema& head.rules_version& head.shard& size;
  const std::size_t head_bytes = bytes.size() - fields.left();
  const std::string_view rest = bytes.substr(head_bytes);
  if (rest.size() < kSumBytes || rest.size() - kSumBytes < size) {
    return damaged("bytes end before the body does");
  }
  const std::string_view body = rest.substr(kSumBytes);
  if (body.size() > size) return damaged("bytes left over after the body");
  if (load_sum(rest) != crc32c(body, crc32c(bytes.substr(0, head_bytes)))) {
    return Error(Status::data_loss, Reason::bad_checksum,
                 "checksum does not match: damaged bytes");
  }
  return std::pair(std::move(head), body);
} catch (const Error& e) {
  return e;
}

}  // namespace kith
