using Microsoft.EntityFrameworkCore;
using Portal.Domain.Tenancy;

namespace Portal.Infrastructure.Database;

/// <summary>
/// The model of the schema. Lives as long as one unit of work. The tenant filter is the second belt, and what lets the planner estimate;
/// the boundary itself is row-level security.
/// </summary>
public sealed class PortalDbContext : DbContext
{
    /// <summary>Name of the tenant filter, for the few tests that take it off to show that row-level security holds alone.</summary>
    public const string TenantFilter = "Tenant";

    internal PortalDbContext(DbContextOptions<PortalDbContext> options, TenantId tenant)
        : base(options) => Tenant = tenant;

    /// <summary>The tenant whose rows this context sees.</summary>
    public TenantId Tenant { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.ApplyConversions(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var row in ModelConventions.Rows())
        {
            modelBuilder.Entity(row);
        }

        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        ModelConventions.ApplyNames(modelBuilder);
        foreach (var row in ModelConventions.Rows().Where(ModelConventions.IsTenantOwned))
        {
            typeof(PortalDbContext).GetMethod(nameof(Filter), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
                .MakeGenericMethod(row).Invoke(this, [modelBuilder]);
        }
    }

    private void Filter<T>(ModelBuilder modelBuilder)
        where T : class, ITenantOwned => modelBuilder.Entity<T>().HasQueryFilter(TenantFilter, row => row.TenantId == Tenant);
}
