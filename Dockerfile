# syntax=docker/dockerfile:1
# Two images from one build: docker build --target web -t portal/web:0.1.0 . ; docker build --target operator -t portal/operator:0.1.0 .
# Both run as 10001:10001 and write to /tmp alone: the chart mounts everything else read-only.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props BannedSymbols.txt BannedSymbols.Domain.txt .editorconfig ./
COPY migrations/ migrations/
COPY charts/portal/crds/ charts/portal/crds/
COPY src/ src/
ENV CI=true
RUN dotnet publish src/Portal -c Release -o /published/web \
 && dotnet publish src/Portal.Operators -c Release -o /published/operator

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS web
WORKDIR /app
COPY --from=build /published/web .
ENV DOTNET_EnableDiagnostics=0
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["dotnet", "Portal.dll"]

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS operator
# pg_dump and its like, for backups (docs/operations/backup.md).
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /published/operator .
ENV DOTNET_EnableDiagnostics=0
USER 10001:10001
EXPOSE 9090
ENTRYPOINT ["dotnet", "Portal.Operators.dll"]
