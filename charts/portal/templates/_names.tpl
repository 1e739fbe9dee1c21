{{- define "portal.labels" -}}
app.kubernetes.io/part-of: portal
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "portal.tag" -}}
{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "portal.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .Values.user }}
runAsGroup: {{ .Values.user }}
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "portal.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "portal.extraEnv" -}}
{{- range $name, $value := . }}
- { name: {{ $name }}, value: {{ $value | quote }} }
{{- end }}
{{- end }}

{{- define "portal.databaseEnv" -}}
- name: Database__App
  valueFrom: { secretKeyRef: { name: {{ .Values.database.secretName }}, key: app } }
- name: Database__Platform
  valueFrom: { secretKeyRef: { name: {{ .Values.database.secretName }}, key: platform } }
{{- end }}

{{- define "portal.stripeEnv" -}}
- name: Stripe__SecretKey
  valueFrom: { secretKeyRef: { name: {{ .Values.stripe.secretName }}, key: secretKey } }
- name: Stripe__WebhookSecret
  valueFrom: { secretKeyRef: { name: {{ .Values.stripe.secretName }}, key: webhookSecret } }
{{- end }}

{{- define "portal.auditEnv" -}}
{{- if .Values.audit.secretName }}
- { name: Audit__SigningKeyFile, value: /etc/portal/audit/audit.pem }
- { name: Audit__SignerName, value: {{ .Values.audit.signerName | quote }} }
- { name: Audit__CheckpointFolder, value: /var/lib/portal-audit }
{{- end }}
{{- end }}

{{- define "portal.backupEnv" -}}
{{- if .Values.backup.claimName }}
- name: Database__Backup
  valueFrom: { secretKeyRef: { name: {{ .Values.database.secretName }}, key: backup } }
- { name: Backup__Folder, value: /var/backups/portal }
- { name: Backup__Schedule, value: {{ .Values.backup.schedule | quote }} }
- { name: Backup__KeepLast, value: {{ .Values.backup.keepLast | quote }} }
- { name: Backup__KeepDaily, value: {{ .Values.backup.keepDaily | quote }} }
- { name: Backup__KeepWeekly, value: {{ .Values.backup.keepWeekly | quote }} }
- { name: Backup__KeepMonthly, value: {{ .Values.backup.keepMonthly | quote }} }
{{- range $index, $file := .Values.backup.recipients }}
- { name: Backup__Recipients__{{ $index }}, value: /etc/portal/backup/{{ $file }} }
{{- end }}
{{- end }}
{{- end }}
