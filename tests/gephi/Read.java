import java.io.File;
import java.io.PrintStream;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.TimeFormat;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.AppendProcessor;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/** Imports files into one workspace as Gephi does, and tells its nodes and edges, tabs between. */
public class Read {
  static PrintStream out = System.out;

  public static void main(String[] arguments) throws Exception {
    System.setOut(System.err);
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    Workspace workspace = projects.getCurrentWorkspace();
    ImportController imports = Lookup.getDefault().lookup(ImportController.class);
    for (int i = 1; i < arguments.length; i++) {
      Container container = imports.importFile(new File(arguments[i]));
      if (arguments[0].equals("apart")) {
        container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
      }
      imports.process(container, i == 1 ? new DefaultProcessor() : new AppendProcessor(), workspace);
    }
    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
    for (Node node : model.getGraph().getNodes().toArray()) {
      Object latitude = null;
      for (Column column : model.getNodeTable()) {
        latitude = column.getTitle().equals("latitude") ? node.getAttribute(column) : latitude;
      }
      tell("node", node.getId(), node.getLabel(), node.size(), colour(node.getColor()), days(node), latitude);
    }
    for (Edge edge : model.getGraph().getEdges().toArray()) {
      Object[] ends = {edge.getSource().getId(), edge.getTarget().getId()};
      tell("edge", ends[0], ends[1], edge.getLabel(), edge.getTypeLabel(), edge.getWeight(), colour(edge.getColor()), days(edge));
    }
    out.flush();
    System.exit(0);
  }

  static String days(Element element) {
    Object set = element.getAttribute("timeset");
    return set instanceof IntervalSet ? ((IntervalSet) set).toString(TimeFormat.DATE) : "";
  }

  static String colour(java.awt.Color colour) {
    return colour.getRed() + "," + colour.getGreen() + "," + colour.getBlue();
  }

  static void tell(Object... cells) {
    StringBuilder line = new StringBuilder();
    for (Object cell : cells) {
      line.append(line.length() > 0 ? "\t" : "").append(cell == null ? "" : cell);
    }
    out.println(line);
  }
}
