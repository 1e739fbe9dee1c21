using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Operations.Processes;
using Portal.Operators.Hosting;

try
{
    var arguments = OperatorArguments.Parse(args);
    if (arguments.Help)
    {
        await Console.Out.WriteLineAsync(OperatorArguments.Usage);
        return 0;
    }

    var builder = OperatorApplication.CreateBuilder(arguments.Rest);
    if (arguments.Namespace is not null)
    {
        builder.Configuration[$"{OperatorOptions.SectionName}:{nameof(OperatorOptions.Namespace)}"] = arguments.Namespace;
    }

    var app = builder.Build();
    // Here instead of inside the host, which would add a stack trace to every mistake in a setting.
    app.Services.GetRequiredService<IStartupValidator>().Validate();
    if (arguments.Once || arguments.DryRun)
    {
        return await ActivatorUtilities.CreateInstance<OnePass>(app.Services, Console.Out).RunAsync(arguments, CancellationToken.None);
    }

    await app.MapHealth().RunAsync();
    return 0;
}
catch (Exception e) when (StartupFailures.Of(e) is { Count: > 0 } failures)
{
    foreach (var failure in failures)
    {
        await Console.Error.WriteLineAsync(failure);
    }

    return 2;
}
