import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Makes a static site of the documentation, and checks its links.
 *
 * <p>Usage: {@code Site REPOSITORY TARGET}. Pages are the files in {@code docs} and the texts
 * beside that folder. A link that leads to no page, no heading of a page and no file of the
 * repository is a mistake, and there is no site then.
 */
final class Site {
  private static final String DOCS = "docs";
  private static final String START = "docs/README.md";

  /** What the list of pages begins with; the others follow by name. */
  private static final List<String> FIRST =
      List.of(START, "docs/tutorial.md", "docs/user-guide.md", "docs/cli.md", "docs/library.md");

  private static final String STYLE =
      """
      body { margin: 0 auto; max-width: 72rem; display: flex; gap: 2rem; padding: 1rem;
             font: 1rem/1.5 system-ui, sans-serif; color: #222; background: #fff }
      nav { flex: 0 0 13rem; font-size: .9rem } nav a { display: block; padding: .1rem 0 }
      nav details a { padding-left: 1rem } summary { padding: .1rem 0 }
      nav { order: -1 }
      main { min-width: 0; flex: 1; overflow-wrap: anywhere }
      pre { overflow-x: auto; padding: .7rem; background: #f4f4f4 }
      code { font: .9em ui-monospace, monospace } a { color: #05c }
      table { border-collapse: collapse; display: block; overflow-x: auto; overflow-wrap: normal }
      td, th { border: 1px solid #ccc; padding: .2rem .5rem; text-align: left; vertical-align: top }
      .to-pages { display: none }
      @media (max-width: 50rem) { body { display: block } .to-pages { display: block }
        nav { border-top: 1px solid #ccc; margin-top: 2rem; padding-top: 1rem } }
      @media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818 }
        pre { background: #242424 } a { color: #7af } }
      """;

  private final Path repository;
  private final Parser parser;
  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /** A page with what can be linked to in it. */
  private record Page(
      Node document, String title, Map<Node, String> headings, Set<String> anchors) {}

  private Site(Path repository) {
    this.repository = repository;
    this.parser = Parser.builder().extensions(List.of(TablesExtension.create())).build();
  }

  public static void main(String[] arguments) throws IOException {
    Site site = new Site(Path.of(arguments[0]).toAbsolutePath().normalize());
    site.read();
    site.pages.forEach(site::resolveLinks);
    if (!site.problems.isEmpty()) {
      site.problems.forEach(System.err::println);
      System.exit(1);
    }
    site.write(Path.of(arguments[1]));
  }

  private void read() throws IOException {
    Set<String> files = new HashSet<>(List.of("CONTRIBUTING.md", "CHANGELOG.md"));
    try (Stream<Path> docs = Files.walk(repository.resolve(DOCS))) {
      docs.filter(file -> file.toString().endsWith(".md"))
          .map(file -> repository.relativize(file).toString().replace('\\', '/'))
          .forEach(files::add);
    }
    List<String> order = new ArrayList<>(FIRST);
    files.stream().filter(file -> !FIRST.contains(file)).sorted().forEach(order::add);
    for (String file : order) {
      pages.put(file, page(file, parser.parse(Files.readString(repository.resolve(file)))));
    }
  }

  private static Page page(String file, Node document) {
    Map<Node, String> headings = new HashMap<>();
    Set<String> anchors = new HashSet<>();
    List<String> titles = new ArrayList<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            String text = text(heading);
            titles.add(text);
            String anchor = anchor(text);
            for (int i = 1; !anchors.add(anchor); i++) {
              anchor = anchor(text) + "-" + i;
            }
            headings.put(heading, anchor);
          }
        });
    return new Page(document, titles.isEmpty() ? file : titles.getFirst(), headings, anchors);
  }

  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }
        });
    return text.toString();
  }

  /** What sites that show such files call a heading. */
  private static String anchor(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private void resolveLinks(String file, Page page) {
    page.document()
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                if (!link.getDestination().contains("://")) {
                  resolve(file, link);
                }
              }
            });
  }

  private void resolve(String file, Link link) {
    String destination = link.getDestination();
    int hash = destination.indexOf('#');
    String path = hash < 0 ? destination : destination.substring(0, hash);
    String anchor = hash < 0 ? "" : destination.substring(hash + 1);
    String target = path.isEmpty() ? file : URI.create(file).resolve(path).getPath();
    Page page = pages.get(target);
    if (page == null) {
      if (!Files.exists(repository.resolve(target))) {
        problems.add(file + ": nothing is at " + destination);
      }
      // A file of the repository, of which the site has no page: the name alone remains.
      Node child = link.getFirstChild();
      while (child != null) {
        Node next = child.getNext();
        link.insertBefore(child);
        child = next;
      }
      link.unlink();
    } else if (!anchor.isEmpty() && !page.anchors().contains(anchor)) {
      problems.add(file + ": no heading " + anchor + " in " + target);
    } else {
      link.setDestination(relative(file, target) + (anchor.isEmpty() ? "" : "#" + anchor));
    }
  }

  /** The name of the page of a file; the start page is what servers show for a folder. */
  private static String nameOf(String file) {
    return file.equals(START)
        ? "index.html"
        : file.replaceFirst("^docs/", "").replaceFirst("\\.md$", ".html");
  }

  private static String relative(String from, String to) {
    Path folder = Path.of("/").resolve(nameOf(from)).getParent();
    return folder.relativize(Path.of("/").resolve(nameOf(to))).toString().replace('\\', '/');
  }

  private void write(Path target) throws IOException {
    for (Map.Entry<String, Page> entry : pages.entrySet()) {
      Page page = entry.getValue();
      HtmlRenderer renderer =
          HtmlRenderer.builder()
              .extensions(List.of(TablesExtension.create()))
              .attributeProviderFactory(
                  context ->
                      (node, tag, attributes) -> {
                        String anchor = page.headings().get(node);
                        if (anchor != null) {
                          attributes.put("id", anchor);
                        }
                      })
              .build();
      Path file = target.resolve(nameOf(entry.getKey()));
      Files.createDirectories(file.getParent());
      Files.writeString(file, html(entry.getKey(), page, renderer.render(page.document())));
    }
    Files.writeString(target.resolve("style.css"), STYLE);
  }

  private String html(String file, Page page, String body) {
    Map<String, StringBuilder> lists = new LinkedHashMap<>();
    pages.forEach(
        (other, its) ->
            lists
                .computeIfAbsent(folder(other), folder -> new StringBuilder())
                .append("<a href=\"")
                .append(relative(file, other))
                .append("\">")
                .append(escaped(its.title()))
                .append("</a>\n"));
    StringBuilder list = new StringBuilder();
    // Those that belong together can be folded, and are where they are not looked at.
    lists.forEach(
        (folder, links) ->
            list.append(
                folder.isEmpty()
                    ? links
                    : "<details%s><summary>%s</summary>\n%s</details>\n"
                        .formatted(folder.equals(folder(file)) ? " open" : "", folder, links)));
    String up = "../".repeat((int) nameOf(file).chars().filter(c -> c == '/').count());
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>%s</title><link rel="stylesheet" href="%sstyle.css"></head>
    <body>
    <main>
    <a class="to-pages" href="#pages">All pages</a>
    %s</main>
    <nav id="pages">
    %s</nav>
    </body>
    </html>
    """
        .formatted(escaped(page.title()), up, body, list);
  }

  /** The folder of a page on the site; nothing for those at its top. */
  private static String folder(String file) {
    String name = nameOf(file);
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
