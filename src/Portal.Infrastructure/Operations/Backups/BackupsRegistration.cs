using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Infrastructure.Operations.Backups;

public static class BackupsRegistration
{
    /// <summary>Making, verifying and restoring backups. Needs the database's registration.</summary>
    public static IServiceCollection AddBackups(this IServiceCollection services)
    {
        services.AddOptions<BackupOptions>().BindConfiguration(BackupOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BackupOptions>, BackupOptionsValidation>());
        services.TryAddSingleton<IDatabaseTools, PostgresTools>();
        services.TryAddSingleton<BackupBook>();
        services.TryAddSingleton(p => new CreateBackup(
            p.GetRequiredService<IOptions<BackupOptions>>(), p.GetRequiredService<IOptions<DatabaseOptions>>(), p.GetRequiredService<IDatabaseTools>(), p.GetRequiredService<BackupBook>(),
            p.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(p => new VerifyBackup(
            p.GetRequiredService<IOptions<BackupOptions>>(), p.GetRequiredService<IOptions<DatabaseOptions>>(), p.GetRequiredService<IDatabaseTools>(), p.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<BackupDirectory>();
        services.TryAddSingleton<BackupList>();
        services.TryAddSingleton<RestoreSettling>();
        services.TryAddSingleton(p => new RestoreDeployment(
            p.GetRequiredService<IOptions<BackupOptions>>(), p.GetRequiredService<IOptions<DatabaseOptions>>(), p.GetRequiredService<IDatabaseTools>(), p.GetRequiredService<RestoreSettling>()));
        services.TryAddSingleton<TenantDirectory>();
        services.TryAddSingleton(p => new RestoreTenant(
            p.GetRequiredService<IOptions<BackupOptions>>(), p.GetRequiredService<IOptions<DatabaseOptions>>(), p.GetRequiredService<IDatabaseTools>(),
            p.GetRequiredService<TenantUnitOfWorks>(), p.GetRequiredService<TenantDirectory>()));
        return services;
    }
}
