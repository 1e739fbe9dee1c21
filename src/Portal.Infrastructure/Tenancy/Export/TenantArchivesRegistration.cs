using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Infrastructure.Plugins;

namespace Portal.Infrastructure.Tenancy.Export;

public static class TenantArchivesRegistration
{
    /// <summary>Writing tenants into archives and bringing them back. Needs the database's registration.</summary>
    public static IServiceCollection AddTenantArchives(this IServiceCollection services)
    {
        services.AddPluginRegistry();
        services.TryAddSingleton<TenantDirectory>();
        services.TryAddSingleton<TenantArchiveWriter>();
        services.TryAddSingleton<TenantExports>();
        services.TryAddSingleton<ArchivedPackages>();
        services.TryAddSingleton<TenantRestore>();
        return services;
    }
}
