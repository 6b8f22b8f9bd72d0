// Small files made by hand: zip archives and the parts of a workbook.
#pragma once

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source_dir.hpp"

namespace kith::test {

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}
inline std::string document(const std::string& name) {
  return read_file(in_source("examples/data/document/" + name));
}

inline std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFu;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320u : 0);
  }
  return ~crc;
}

struct Part {
  std::string name;
  std::string packed;        // bytes in the archive
  std::uint16_t method = 0;  // 0 stored, 8 deflated
  std::uint32_t size = 0;    // unpacked
  std::uint32_t crc = 0;
  std::uint16_t flags = 0;
};
inline Part stored(std::string name, std::string text) {
  Part part{std::move(name), std::move(text), 0, 0, 0, 0};
  part.size = static_cast<std::uint32_t>(part.packed.size());
  part.crc = crc32(part.packed);
  return part;
}

inline std::string zip(const std::vector<Part>& parts) {
  std::string out, directory;
  const auto put = [](std::string& to, std::uint64_t n, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>(n >> (8 * i));
  };
  for (const Part& part : parts) {
    const std::size_t offset = out.size();
    std::string common;
    put(common, 20, 2);
    put(common, part.flags, 2);
    put(common, part.method, 2);
    put(common, 0, 4);
    put(common, part.crc, 4);
    put(common, part.packed.size(), 4);
    put(common, part.size, 4);
    put(common, part.name.size(), 2);
    put(common, 0, 2);
    out += "PK\x03\x04" + common + part.name + part.packed;
    directory += std::string("PK\x01\x02") + '\x14' + '\0' + common;
    put(directory, 0, 2);
    put(directory, 0, 2);
    put(directory, 0, 2);
    put(directory, 0, 4);
    put(directory, offset, 4);
    directory += part.name;
  }
  const std::size_t start = out.size();
  out += directory;
  out += "PK\x05\x06";
  put(out, 0, 4);
  put(out, parts.size(), 2);
  put(out, parts.size(), 2);
  put(out, directory.size(), 4);
  put(out, start, 4);
  put(out, 0, 2);
  return out;
}

/// A deflated run of `blocks` × 258 + 1 times one byte, by fixed Huffman codes: 13 bits a
/// block.
inline std::string deflated_run(char byte, std::size_t blocks) {
  std::string out;
  int used = 8;
  const auto bit = [&](unsigned b) {
    if (used == 8) {
      out += '\0';
      used = 0;
    }
    out.back() =
        static_cast<char>(static_cast<unsigned char>(out.back()) | (b << used++));
  };
  const auto code = [&](unsigned value, int size) {  // Huffman codes go highest bit first
    for (int i = size - 1; i >= 0; --i) bit((value >> i) & 1);
  };
  bit(1), bit(1), bit(0);  // last block, fixed codes
  code(0x30 + static_cast<unsigned char>(byte), 8);
  for (std::size_t i = 0; i < blocks; ++i) {
    code(0xC5, 8);  // length 258
    code(0, 5);     // distance 1
  }
  code(0, 7);
  return out;
}

struct Xlsx {
  std::string sheet;    // inside <worksheet>
  std::string strings;  // <si>…
  std::string formats;  // <numFmt …/>
  std::string styles;   // <xf …/>
  std::string workbook_pr;
  std::string state = "visible";

  [[nodiscard]] std::vector<Part> parts() const {
    const std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    const std::string type =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const auto relation = [&](const char* id, const char* what, const char* target) {
      return std::string("<Relationship Id=\"") + id + "\" Type=\"" + type + what +
             "\" Target=\"" + target + "\"/>";
    };
    return {
        stored("_rels/.rels", xml + "<Relationships>" +
                                  relation("rId1", "officeDocument", "xl/workbook.xml") +
                                  "</Relationships>"),
        stored("xl/workbook.xml",
               xml + "<workbook xmlns:r=\"x\">" + workbook_pr +
                   "<sheets><sheet name=\"表\" sheetId=\"1\" state=\"" + state +
                   "\" r:id=\"rId1\"/></sheets></workbook>"),
        stored("xl/_rels/workbook.xml.rels",
               xml + "<Relationships>" +
                   relation("rId1", "worksheet", "worksheets/sheet1.xml") +
                   relation("rId2", "sharedStrings", "/xl/sharedStrings.xml") +
                   relation("rId3", "styles", "styles.xml") + "</Relationships>"),
        stored("xl/sharedStrings.xml", xml + "<sst>" + strings + "</sst>"),
        stored("xl/styles.xml", xml + "<styleSheet><numFmts>" + formats +
                                    "</numFmts><cellXfs>" + styles +
                                    "</cellXfs></styleSheet>"),
        stored("xl/worksheets/sheet1.xml", xml + "<worksheet>" + sheet + "</worksheet>"),
    };
  }
  [[nodiscard]] std::string bytes() const { return zip(parts()); }
};

}  // namespace kith::test
