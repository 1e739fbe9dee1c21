using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Operations.Processes;
using Portal.Operators.Audit;
using Portal.Operators.Billing;
using Portal.Operators.Kubernetes;
using Portal.Operators.Operations;
using Portal.Operators.Rollouts;
using Portal.Operators.Rollouts.Metrics.Otlp;

namespace Portal.Operators.Hosting;

/// <summary>Puts the process together.</summary>
internal static class OperatorApplication
{
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders().AddSimpleConsole(console => (console.SingleLine, console.IncludeScopes) = (true, true));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
        builder.Host.UseDefaultServiceProvider(provider => (provider.ValidateScopes, provider.ValidateOnBuild) = (true, true));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));
        builder.Services.AddOptions<OperatorOptions>().BindConfiguration(OperatorOptions.SectionName).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OperatorOptions>, OperatorOptionsValidation>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<OperatorHealth>();
        builder.AddCluster();
        if (!string.IsNullOrEmpty(builder.Configuration["Database:App"]) || !string.IsNullOrEmpty(builder.Configuration["Database:Platform"]))
        {
            builder.AddPortalOperations();
            builder.AddBilling();
            builder.AddAuditCheckpoints();
            builder.Services.AddProcessHeartbeat<OperatorReport>();
        }

        builder.AddRollouts();
        builder.Services.AddHostedService<IdleTrim>();
        // Kestrel's own setting (ASPNETCORE_URLS) belongs to the web process that may share this environment.
        builder.WebHost.UseSetting(Microsoft.AspNetCore.Hosting.WebHostDefaults.ServerUrlsKey, "");
        builder.WebHost.ConfigureHealthListener(builder.Configuration[$"{OperatorOptions.SectionName}:HealthUrl"]);
        return builder;
    }

    public static WebApplication MapHealth(this WebApplication app)
    {
        var health = app.Services.GetRequiredService<OperatorHealth>();
        // Plain delegates: the kind that binds parameters would compile expressions, for three pages without any.
        app.MapGet("/health/live", context => context.Response.WriteAsync("live"));
        app.MapGet("/health/ready", context =>
        {
            context.Response.StatusCode = health.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync(health.IsReady ? "ready" : health.Reason);
        });
        app.MapGet("/metrics", context =>
        {
            context.Response.ContentType = "text/plain; version=0.0.4";
            return context.Response.WriteAsync(health.Metrics());
        });
        app.MapPost("/v1/metrics", app.Services.GetRequiredService<OtlpReceiver>().TakeAsync);
        return app;
    }

    private static void AddCluster(this WebApplicationBuilder builder)
    {
        var connection = ClusterDiscovery.Find(builder.Configuration);
        builder.Services.TryAddSingleton(connection);
        builder.Services.TryAddSingleton<IKubernetesClient>(provider =>
            new KubernetesClient(ClusterHttp.Create(connection, provider.GetRequiredService<TimeProvider>()), provider.GetRequiredService<TimeProvider>()));
        builder.Services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<OperatorOptions>>().Value;
            var space = options.LeaseNamespace.Length > 0 ? options.LeaseNamespace : connection.Namespace;
            return new LeaseOptions(new ResourceKey(space, options.LeaseName), LeaderIdentity.Of(options));
        });
        builder.Services.TryAddSingleton<LeaderElection>();
        builder.Services.TryAddSingleton<ILeadership>(provider => provider.GetRequiredService<LeaderElection>());
    }
}
