using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Audit.Checkpoints;
using Portal.Infrastructure.Audit.Signing;
using Portal.Operators.Hosting;

namespace Portal.Operators.Audit;

internal static class AuditRegistration
{
    /// <summary>Signing of audit logs, where the settings have a key. Needs the database's registration.</summary>
    public static void AddAuditCheckpoints(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AuditOptions>, AuditOptionsValidation>());
        if (string.IsNullOrEmpty(builder.Configuration[$"{AuditOptions.SectionName}:{nameof(AuditOptions.SigningKeyFile)}"]))
        {
            return;
        }

        services.TryAddSingleton(provider =>
        {
            var alarms = new CheckpointAlarms();
            var health = provider.GetRequiredService<OperatorHealth>();
            (health.AuditAlarms, health.LateAudits) = (() => alarms.Count, () => alarms.LateCount);
            return alarms;
        });
        services.TryAddSingleton(provider => Signer(provider.GetRequiredService<IOptions<AuditOptions>>().Value));
        services.TryAddSingleton(provider => Witness(provider.GetRequiredService<IOptions<AuditOptions>>().Value));
        services.TryAddSingleton<CheckpointWriter>();
        services.TryAddSingleton<SigningTurn>();
        services.AddHostedService<CheckpointLoop>();
    }

    private static ICheckpointWitness Witness(AuditOptions options)
    {
        var folder = new FolderWitness(options.CheckpointFolder);
        return options.StoreUrl.Length == 0 ? folder : new StoreWitness(folder, new Uri(options.StoreUrl), options.StoreTokenFile, TimeSpan.FromSeconds(10));
    }

    private static CheckpointSigner Signer(AuditOptions options) => CheckpointSigner.FromPem(options.SignerName, File.ReadAllText(options.SigningKeyFile));
}
