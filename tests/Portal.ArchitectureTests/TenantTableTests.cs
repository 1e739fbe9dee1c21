using System.Text.RegularExpressions;
using Portal.Infrastructure.Database;

namespace Portal.ArchitectureTests;

/// <summary>Every row is one tenant's, or says that it is everybody's.</summary>
public sealed partial class TenantTableTests
{
    // Everybody's, by decision: the tenants themselves, the marketplace's registry, and the platform's chart of accounts.
    private static readonly string[] Global = ["TenantRow", "PublisherRow", "PluginRow", "PackageRow", "PluginVersionRow", "ListingRow", "LedgerAccountRow"];

    [Fact]
    public void Rows_OfTheModel_AreTenantOwnedOrListedAsGlobal()
    {
        var rows = Assemblies.Infrastructure.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.Name.EndsWith("Row", StringComparison.Ordinal)).ToList();
        rows.Count.ShouldBeGreaterThan(10);
        rows.Where(r => !typeof(ITenantOwned).IsAssignableFrom(r)).Select(r => r.Name).Order(StringComparer.Ordinal)
            .ShouldBe(Global.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Migrations_OfTablesWithATenant_ProtectThem()
    {
        var sql = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Repository.Root, "migrations"), "*.sql").Select(File.ReadAllText));
        var tables = CreateTable().Matches(sql).Where(m => m.Value.Contains("tenant_id uuid not null", StringComparison.Ordinal) || m.Value.Contains("tenant_id uuid primary key", StringComparison.Ordinal))
            .Select(m => m.Groups["name"].Value).ToList();
        tables.Count.ShouldBeGreaterThan(10);
        tables.Where(t => !sql.Contains($"call portal.protect_tenant_table('{t}')", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Binding_OfATenant_IsDoneByTheUnitOfWorkAlone()
    {
        // The tour checks from outside, as an attacker would: it is no part of what serves.
        var callers = Repository.Files("src", ".cs").Where(f => !f.Contains("/Portal.Local/Tour/", StringComparison.Ordinal)).Where(f => BindsATenant().IsMatch(File.ReadAllText(f))).Select(Repository.Relative);
        callers.ShouldBe(["src/Portal.Infrastructure/Database/TenantBinding.cs", "src/Portal.Infrastructure/Tenancy/Data/TenantSchemaAlignment.cs"]);
    }

    [GeneratedRegex(@"app\.tenant|select portal\.bind_tenant|search_path")]
    private static partial Regex BindsATenant();

    [GeneratedRegex(@"create table (?<name>portal\.\w+) \((?<body>.*?)\n\);", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex CreateTable();
}
