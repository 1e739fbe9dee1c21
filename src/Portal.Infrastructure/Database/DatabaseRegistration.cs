using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Portal.Infrastructure.Database;

public static class DatabaseRegistration
{
    // The database's own word that a statement took too long comes first.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Both roles' connections and the unit of work. Connections are opened when first needed, so a process starts without its database.</summary>
    public static IServiceCollection AddPortalDatabase(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => App(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.App, provider));
        services.TryAddSingleton(provider =>
            new PlatformDatabase(Source(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Platform, "portal-platform")));
        services.TryAddSingleton(provider => new OwnDatabases(
            provider.GetRequiredService<PlatformDatabase>(),
            [.. provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Own.Select(o => new OwnDatabase(
                o.Key, App(o.Value.App, provider), new PlatformDatabase(Source(o.Value.Platform, "portal-platform"))))]));
        services.TryAddSingleton<TenantPlaces>();
        services.TryAddSingleton<TenantUnitOfWorks>();
        return services;
    }

    private static void Default(NpgsqlDataSourceBuilder builder, string setting, int value)
    {
        // Not ContainsKey: that is true of every setting that there is.
        if (!builder.ConnectionStringBuilder.ShouldSerialize(setting))
        {
            builder.ConnectionStringBuilder[setting] = value;
        }
    }

    private static AppDatabase App(string connectionString, IServiceProvider provider)
    {
        var longest = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.StatementTimeout;
        return new(Source(connectionString, "portal-app", longest + Patience), longest);
    }

    internal static NpgsqlDataSource Source(string connectionString, string applicationName, TimeSpan? patience = null)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.ApplicationName ??= applicationName;
        // A small pool suits both a small machine and a transaction-pooling proxy; the connection string may say otherwise.
        Default(builder, "Maximum Pool Size", 40);
        // Several hosts are one primary and its replicas, whichever is which just now.
        if (builder.ConnectionStringBuilder.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            builder.ConnectionStringBuilder.TargetSessionAttributes ??= "primary";
            Default(builder, "Host Recheck Seconds", 1);
            // A host that is gone without a word is given up soon, for the other one.
            Default(builder, "Timeout", 5);
        }

        if (patience is { } wait)
        {
            Default(builder, "Command Timeout", (int)wait.TotalSeconds);
        }

        return builder.Build();
    }
}
