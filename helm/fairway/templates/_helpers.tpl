{{- define "fairway.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}{{ end -}}
{{- end }}

{{- define "fairway.selector" -}}
app.kubernetes.io/name: fairway
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: control-plane
{{- end }}

{{- define "fairway.labels" -}}
{{ include "fairway.selector" . }}
{{ include "fairway.commonLabels" . }}
{{- end }}

{{- define "fairway.commonLabels" -}}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "fairway.databaseSelector" -}}
app.kubernetes.io/name: fairway
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: database
{{- end }}

{{- define "fairway.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ .Values.serviceAccount.name | default (include "fairway.name" .) }}{{ else }}{{ required "serviceAccount.name is needed when serviceAccount.create is false." .Values.serviceAccount.name }}{{ end -}}
{{- end }}

{{- define "fairway.databaseUrl" -}}
{{- if .Values.database.url }}{{ .Values.database.url }}{{ else if .Values.bundledDatabase.enabled }}jdbc:postgresql://{{ include "fairway.name" . }}-database:5432/fairway{{ else }}{{ fail "Set database.url to the JDBC address of a PostgreSQL, or bundledDatabase.enabled=true for a trial." }}{{ end -}}
{{- end }}

{{- define "fairway.bundlesDatabase" -}}
{{- if and .Values.bundledDatabase.enabled (not .Values.database.url) }}true{{ end -}}
{{- end }}

{{- define "fairway.onOneNode" -}}
{{- if and .Values.home.persistence.enabled (has "ReadWriteOnce" .Values.home.persistence.accessModes) }}true{{ end -}}
{{- end }}

{{- define "fairway.strategy" -}}
{{- if include "fairway.onOneNode" . }}Recreate{{ else }}{{ .Values.strategy }}{{ end -}}
{{- end }}
