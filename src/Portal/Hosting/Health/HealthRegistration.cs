using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Infrastructure.Operations.Processes;
using Portal.Operations.Backups;

namespace Portal.Hosting.Health;

/// <summary>
/// What probes and staff are told. <c>/health/live</c>: the process answers. <c>/health/startup</c>: it has been ready once. <c>/health/ready</c>: send it
/// requests. Probes get one word; what is behind it only staff see.
/// </summary>
internal static class HealthRegistration
{
    public const string Writes = "writes";
    private const string Ready = "ready";

    public static void AddHealth(this IServiceCollection services)
    {
        services.AddProcessHeartbeat<WebReport>();
        services.AddSingleton<SchemaHealth>();
        services.AddSingleton<StartedOnce>();
        services.AddSingleton<ProcessQueries>();
        services.AddHealthChecks()
            .AddCheck<DrainingHealth>("requests", tags: [Ready])
            .AddCheck<DatabaseHealth>("database", tags: [Ready])
            .AddCheck<SchemaHealth>("schema", null, [Ready], TimeSpan.FromSeconds(2))
            .AddCheck<WritesHealth>(Writes)
            .AddCheck<NewsHealth>("news")
            .AddCheck<KeysHealth>("keys")
            .AddCheck<OwnDatabasesHealth>("own databases")
            .AddCheck<BackupsHealth>("backups");
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready) });
        var started = app.Services.GetRequiredService<StartedOnce>();
        app.MapHealthChecks("/health/startup", new HealthCheckOptions
        {
            Predicate = check => !started.HasBeenReady && check.Tags.Contains(Ready),
            ResponseWriter = (context, report) =>
            {
                started.HasBeenReady |= report.Status != HealthStatus.Unhealthy;
                return context.Response.WriteAsync(report.Status.ToString(), context.RequestAborted);
            },
        });
    }
}
