using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portal.Infrastructure.Operations.Processes;

public static class ProcessesRegistration
{
    /// <summary>This process tells the others how it does.</summary>
    public static IServiceCollection AddProcessHeartbeat<TReport>(this IServiceCollection services)
        where TReport : class, IProcessReport
    {
        services.TryAddSingleton<Draining>();
        services.TryAddSingleton<ProcessDirectory>();
        services.TryAddSingleton<IProcessReport, TReport>();
        services.TryAddSingleton<ProcessHeartbeat>();
        services.AddHostedService(provider => provider.GetRequiredService<ProcessHeartbeat>());
        return services;
    }
}
