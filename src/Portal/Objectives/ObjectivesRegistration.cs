using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Portal.Objectives;

internal static class ObjectivesRegistration
{
    public static void AddObjectives(this IServiceCollection services)
    {
        services.AddOptions<ObjectiveOptions>().BindConfiguration(ObjectiveOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ObjectiveOptions>, ObjectiveOptionsValidation>());
        services.AddSingleton<ObjectiveCheck>();
        services.AddSingleton<ObjectiveQueries>();
        services.AddSingleton<CreateObjective>();
        services.AddSingleton<ReplaceObjective>();
        services.AddSingleton<DeleteObjective>();
        services.AddSingleton<OverrideBudget>();
    }
}
