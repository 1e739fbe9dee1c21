using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Infrastructure.Database;
using Portal.Operators.Hosting;
using Portal.Operators.Operations;
using Portal.QueueOperator;

// An operator's queue and nothing else of it, without a cluster: what the chaos test kills and what the benchmark measures.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
builder.WebHost.ConfigureHealthListener(null);
builder.Services.AddPortalDatabase();
builder.Services.AddSingleton<OperatorHealth>();
builder.Services.AddQueue();
builder.Services.AddSingleton<IOperationHandler, EffectHandler>();
builder.Services.AddSingleton<IOperationHandler, NothingHandler>();
builder.AddScheduler();
builder.Services.AddHostedService<OperationDispatcher>();
builder.Services.AddHostedService<SchedulerHost>();
await builder.Build().RunAsync();
