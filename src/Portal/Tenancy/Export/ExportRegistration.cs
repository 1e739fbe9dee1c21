using Portal.Infrastructure.Tenancy.Export;

namespace Portal.Tenancy.Export;

internal static class ExportRegistration
{
    public static void AddExports(this IServiceCollection services)
    {
        services.AddTenantArchives();
        services.AddSingleton<StartExport>();
        services.AddSingleton<ExportQueries>();
        services.AddSingleton<DownloadExport>();
        services.AddSingleton<ImportTenant>();
    }
}
