using System.Runtime.CompilerServices;

namespace Portal.ArchitectureTests;

/// <summary>Closed unless there is a reason: sealed, and internal where no other project needs it.</summary>
public sealed class TypeTests
{
    [Fact]
    public void Classes_OfEveryAssembly_AreSealedUnlessTheyAreBases()
    {
        var types = Assemblies.All.SelectMany(a => a.GetTypes()).Where(IsOurs).ToList();
        var bases = types.Select(t => t.BaseType).Where(b => b is not null).Select(b => b!.IsGenericType ? b.GetGenericTypeDefinition() : b).ToHashSet();
        // Blazor makes components of .razor files; a page's class is public because the router finds it.
        var open = types.Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && !bases.Contains(t) && !IsComponent(t));
        open.Select(t => t.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Types_OfProcesses_AreInternal()
    {
        var open = new[] { Assemblies.Web, Assemblies.Operators, Assemblies.Local, Assemblies.Cli }.SelectMany(a => a.GetExportedTypes())
            .Where(t => IsOurs(t) && !t.IsNested && !IsComponent(t) && !IsSeenByComponents(t));
        open.Select(t => t.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Infrastructure_InPages_IsNotSeen()
    {
        var offenders = Repository.Files("src/Portal", ".razor", ".razor.cs")
            .Where(file => File.ReadAllText(file).Contains("Portal.Infrastructure", StringComparison.Ordinal));
        offenders.Select(Repository.Relative).ShouldBeEmpty();
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Portal", StringComparison.Ordinal) == true
        && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) && !type.Name.StartsWith('<');

    private static bool IsComponent(Type type) => typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type);

    // A component's class is public by Blazor's own rule, so what its parameters are made of must be too.
    private static bool IsSeenByComponents(Type type) => type.Assembly == Assemblies.Web;
}
