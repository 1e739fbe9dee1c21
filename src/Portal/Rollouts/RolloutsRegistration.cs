namespace Portal.Rollouts;

internal static class RolloutsRegistration
{
    public static void AddRollouts(this IServiceCollection services)
    {
        services.AddSingleton<ControlRollout>();
        services.AddSingleton<RetryRollout>();
        services.AddSingleton<RolloutQueries>();
        services.AddSingleton<UsualTraffic>();
    }
}
