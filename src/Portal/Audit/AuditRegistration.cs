namespace Portal.Audit;

internal static class AuditRegistration
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditReading>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<AuditProofs>();
        services.AddSingleton<AuditCheckpoints>();
        services.AddSingleton<ExportAudit>();
        services.AddSingleton<EraseFromAudit>();
    }
}
