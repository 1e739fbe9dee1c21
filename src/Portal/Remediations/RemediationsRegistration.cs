namespace Portal.Remediations;

internal static class RemediationsRegistration
{
    public static void AddRemediations(this IServiceCollection services)
    {
        services.AddSingleton<RemediationQueries>();
        services.AddSingleton<DecideRemediation>();
        services.AddSingleton<TenantRemediationSettings>();
    }
}
