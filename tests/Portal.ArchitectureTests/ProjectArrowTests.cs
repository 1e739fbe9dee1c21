using System.Xml.Linq;

namespace Portal.ArchitectureTests;

/// <summary>Which project may use which: the plan of the house.</summary>
public sealed class ProjectArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Portal.Domain"] = [],
        ["Portal.Infrastructure"] = ["Portal.Domain"],
        ["Portal"] = ["Portal.Domain", "Portal.Infrastructure"],
        ["Portal.Operators"] = ["Portal.Domain", "Portal.Infrastructure"],
        ["Portal.Cli"] = ["Portal.Domain"],
        ["Portal.Local"] = [],
    };

    [Fact]
    public void ProjectReferences_OfEveryProject_FollowTheArrows()
    {
        var projects = Repository.Files("src", ".csproj").ToDictionary(p => Path.GetFileNameWithoutExtension(p), Linked, StringComparer.Ordinal);
        projects.Keys.Order(StringComparer.Ordinal).ShouldBe(Allowed.Keys.Order(StringComparer.Ordinal));
        foreach (var (project, references) in projects)
        {
            references.Except(Allowed[project]).ShouldBeEmpty($"{project} references what it may not");
        }
    }

    [Fact]
    public void Domain_OfPackagesAndAssemblies_UsesNone()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src/Portal.Domain/Portal.Domain.csproj"));
        project.Descendants("PackageReference").ShouldBeEmpty();
        var referenced = typeof(Domain.Error).Assembly.GetReferencedAssemblies().Select(a => a.Name!);
        referenced.Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "netstandard").ShouldBeEmpty();
    }

    // A reference without output is a process, not a link.
    private static List<string> Linked(string project) => XDocument.Load(project).Descendants("ProjectReference")
        .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
        .Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!)).ToList();
}
