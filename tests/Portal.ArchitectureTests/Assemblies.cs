using System.Reflection;

namespace Portal.ArchitectureTests;

/// <summary>What the product is made of.</summary>
internal static class Assemblies
{
    public static Assembly Domain { get; } = typeof(Domain.Error).Assembly;

    public static Assembly Infrastructure { get; } = typeof(Infrastructure.Database.PortalDbContext).Assembly;

    public static Assembly Web { get; } = Assembly.Load("Portal");

    public static Assembly Operators { get; } = Assembly.Load("Portal.Operators");

    public static Assembly Local { get; } = Assembly.Load("Portal.Local");

    public static Assembly Cli { get; } = Assembly.Load("portal");

    public static Assembly[] All { get; } = [Domain, Infrastructure, Web, Operators, Local, Cli];
}
